import 'server-only';
import { buildDrain } from '@/lib/containment/build-drain';
import type { Drain, HeldApproval } from '@/lib/containment/drain';
import type { OpenCall } from '@/lib/containment/open-call';
import { proveDrain } from '@/lib/containment/prove-drain';
import { readCallsAsOf, readCallsReadSince } from '@/lib/containment/server/read-freshness';
import { stoppedAtOf } from '@/lib/containment/server/read-held-scopes';
import { readOpenApprovals } from '@/lib/containment/server/read-open-approvals';
import { readOpenCalls } from '@/lib/containment/server/read-open-calls';
import { readUntakenOf } from '@/lib/containment/server/read-untaken-of';
import { isStopped } from '@/lib/containment/summarise-containment';
import type { Untaken } from '@/lib/containment/untaken';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { readNames } from '@/lib/mirror/server/read-names';

/** What still runs, is queued, or waits for an approval behind the holds of an incident. */
export async function readDrain(
  { db, clock }: Context,
  { incidentRef }: { incidentRef: string },
): Promise<Drain> {
  const incident = await findIncident(db, incidentRef);
  const targets = await db.holdTarget.findMany({
    where: { releasedAt: null, hold: { incidentId: incident.id } },
    select: {
      hold: { select: { id: true, rung: true, agentId: true, workspaceId: true } },
      scope: true,
    },
  });
  const scopes = [...new Map(targets.map(({ scope }) => [scope.id, scope])).values()];
  // Before the calls, so that a list which is stored in between proves nothing of what was read here.
  const readSince = await readCallsReadSince(db);
  const holds = [...new Map(targets.map(({ hold }) => [hold.id, hold])).values()];
  const untaken = await readUntakenOf(db, ...holds);
  const places = placesOf(untaken);
  const names = await readNames(db, [...scopes, ...places]);
  const now = clock.now();
  const agentIds = [...new Set(scopes.map(({ agentId }) => agentId))];
  const calls = scopes.length === 0 ? [] : await readOpenCalls(db, { agentIds, untaken }, now);
  const facts = {
    scopes: scopes.map(({ id, agentId, workspaceId }) => ({
      scopeId: id,
      agentId,
      agentName: names.agent(agentId) ?? agentId,
      workspaceId: workspaceId || null,
      workspaceName: names.workspace(workspaceId) ?? (workspaceId || null),
    })),
    untaken: places.map(({ workspaceId }) => ({
      workspaceId,
      workspaceName: names.workspace(workspaceId) ?? workspaceId,
    })),
    calls,
    timeoutMs: await readTimeouts(db, calls),
    approvals: scopes.length === 0 ? [] : await readHeldApprovals(db),
  };
  return {
    asOf: (await readCallsAsOf(db))?.toISOString() ?? null,
    ...proveDrain(
      scopes.map((scope) => (isStopped(scope) ? stoppedAtOf(scope) : null)),
      readSince,
    ),
    ...buildDrain(facts, now),
  };
}

function placesOf(untaken: Untaken): { workspaceId: string | null }[] {
  if (untaken === 'none') return [];
  if (untaken === 'all') return [{ workspaceId: null }];
  return untaken.workspaceIds.map((workspaceId) => ({ workspaceId }));
}

/** Without the record around it: an output may be as long as it likes. */
async function readTimeouts(db: Transaction, calls: OpenCall[]): Promise<Map<string, number>> {
  const executionIds = calls.flatMap(({ stage, executionId }) =>
    stage === 'in_flight' && executionId !== null ? executionId : [],
  );
  if (executionIds.length === 0) return new Map();
  const rows = await db.$queryRaw<{ executionId: string; timeoutMs: number }[]>`
    SELECT "executionId", (raw->>'timeout_ms')::float8 AS "timeoutMs" FROM "Execution"
    WHERE "executionId" = ANY(${executionIds}::text[]) AND jsonb_typeof(raw->'timeout_ms') = 'number'`;
  return new Map(
    rows.flatMap(({ executionId, timeoutMs }) => (timeoutMs > 0 ? [[executionId, timeoutMs]] : [])),
  );
}

async function readHeldApprovals(db: Transaction): Promise<HeldApproval[]> {
  const open = await readOpenApprovals(db);
  return open.map(({ invocationId: _call, createdAt, expiresAt, ...approval }) => ({
    ...approval,
    createdAt: createdAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  }));
}
