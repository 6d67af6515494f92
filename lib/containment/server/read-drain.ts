import 'server-only';
import { buildDrain } from '@/lib/containment/build-drain';
import { buildOpenCalls } from '@/lib/containment/build-open-calls';
import type { Drain, HeldApproval } from '@/lib/containment/drain';
import { endedStatuses, type OpenCall } from '@/lib/containment/open-call';
import { proveDrain } from '@/lib/containment/prove-drain';
import { readCallsAsOf, readCallsReadSince } from '@/lib/containment/server/read-freshness';
import { stoppedAtOf } from '@/lib/containment/server/read-held-scopes';
import { readOpenApprovals } from '@/lib/containment/server/read-open-approvals';
import { readOpenCalls } from '@/lib/containment/server/read-open-calls';
import { isStopped } from '@/lib/containment/summarise-containment';
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
      hold: { select: { rung: true, workspaceId: true } },
      scope: true,
    },
  });
  const scopes = [...new Map(targets.map(({ scope }) => [scope.id, scope])).values()];
  // Before the calls, so that a list which is stored in between proves nothing of what was read here.
  const readSince = await readCallsReadSince(db);
  const workspaceIds = [
    ...new Set(targets.flatMap(({ hold }) => (hold.rung === 'workspace' ? (hold.workspaceId ?? []) : []))),
  ];
  const names = await readNames(db, [...scopes, ...workspaceIds.map((workspaceId) => ({ workspaceId }))]);
  const now = clock.now();
  const calls =
    scopes.length === 0
      ? []
      : [
          ...(await readOpenCalls(db, { agentIds: [...new Set(scopes.map(({ agentId }) => agentId))] }, now)),
          ...(await readUntaken(db, workspaceIds)),
        ];
  const facts = {
    scopes: scopes.map(({ id, agentId, workspaceId }) => ({
      scopeId: id,
      agentId,
      agentName: names.agent(agentId) ?? agentId,
      workspaceId: workspaceId || null,
      workspaceName: names.workspace(workspaceId) ?? (workspaceId || null),
    })),
    workspaces: workspaceIds.map((workspaceId) => ({
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

/** What waits in these workspaces and no agent has taken yet. */
async function readUntaken(db: Transaction, workspaceIds: string[]): Promise<OpenCall[]> {
  if (workspaceIds.length === 0) return [];
  const invocations = await db.invocation.findMany({
    where: {
      agentId: null,
      workspaceId: { in: workspaceIds },
      status: { notIn: endedStatuses },
      goneAt: null,
    },
    select: {
      invocationId: true,
      executionId: true,
      agentId: true,
      workspaceId: true,
      toolName: true,
      risk: true,
      status: true,
      createdAt: true,
    },
  });
  return buildOpenCalls({ invocations, executions: [], unknownLeases: [] });
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
  const places = new Map(
    (await readOpenApprovals(db)).map(({ approvalId, ...place }) => [approvalId, place]),
  );
  const rows = await db.approval.findMany({
    where: { approvalId: { in: [...places.keys()] } },
    select: {
      approvalId: true,
      toolName: true,
      risk: true,
      createdAt: true,
      expiresAt: true,
      isExpiryEstimated: true,
    },
  });
  return rows.map((row) => ({
    ...row,
    ...(places.get(row.approvalId) ?? { agentId: null, workspaceId: null }),
    createdAt: row.createdAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  }));
}
