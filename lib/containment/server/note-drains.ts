import 'server-only';
import { mayBeInScope } from '@/lib/containment/agent-scope';
import type { PlaceHold } from '@/lib/containment/find-late-calls';
import { endedStatuses, neverRanStatuses, type OpenCall } from '@/lib/containment/open-call';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { readHandedTargets } from '@/lib/containment/server/read-handed-targets';
import { type HeldScopeRow, stoppedAtOf } from '@/lib/containment/server/read-held-scopes';
import { untakenCallsIn } from '@/lib/containment/untaken-in-place';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { appendEntries, type NewEntry } from '@/lib/timeline/server/append-entry';

/** More in one transaction would keep the reconciler waiting for its locks. */
const mostAtOnce = 200;

/**
 * Says that a scope is drained once nothing is in flight there, by lists that were read after the stop. What names no
 * agent in a held place may be in flight in any scope of that hold. `readSince` has to be known before `calls` are read: a
 * poll that ends in between adds calls which these do not have.
 */
export async function noteDrains(
  context: Context,
  { scopes, places }: { scopes: HeldScopeRow[]; places: PlaceHold[] },
  { calls, readSince }: { calls: OpenCall[]; readSince: Date | null },
): Promise<void> {
  if (readSince === null) return;
  const inFlight = Map.groupBy(
    calls.filter(({ stage }) => stage === 'in_flight'),
    ({ agentId }) => agentId,
  );
  const { clockSkewMs } = context.xem.condition();
  const busyPlaces = new Set(
    places
      .filter((place) => untakenCallsIn(place, inFlight.get(null) ?? [], clockSkewMs).length > 0)
      .map(({ holdId }) => holdId),
  );
  const drained = scopes.filter((scope) => {
    const stoppedAt = stoppedAtOf(scope);
    if (stoppedAt === null || scope.drainedAt !== null || scope.progress === 'drifted') return false;
    if (scope.targets.some(({ holdId }) => busyPlaces.has(holdId))) return false;
    const ref = { agentId: scope.agentId, workspaceId: scope.workspaceId || null };
    const own = inFlight.get(scope.agentId) ?? [];
    return readSince > stoppedAt && !own.some((call) => mayBeInScope(ref, call));
  });
  for (let from = 0; from < drained.length; from += mostAtOnce) {
    await noteDrained(context, drained.slice(from, from + mostAtOnce));
  }
}

async function noteDrained(context: Context, scopes: HeldScopeRow[]): Promise<void> {
  const drainedAt = context.clock.now();
  const { clockSkewMs } = context.xem.condition();
  const scopeOf = new Map(scopes.map((scope) => [scope.id, scope]));
  await context.db.$transaction(async (tx) => {
    const drainedIds = await markDrained(tx, scopes, drainedAt);
    const closed = await closeReceipts(tx, drainedIds, { drainedAt, clockSkewMs });
    if (closed.length === 0) return;
    const byIncident = Map.groupBy(closed, ({ incidentId }) => incidentId);
    for (const [incidentId, receipts] of [...byIncident].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const entries = receipts.flatMap((receipt) => {
        const scope = scopeOf.get(receipt.scopeId);
        return scope ? entryFor(scope, receipt, { drainedAt, clockSkewMs }) : [];
      });
      await appendEntries(context, tx, incidentId, entries);
    }
    await announceContainment(
      tx,
      closed.map(({ number }) => number),
    );
  });
}

/** Those that are still as they were read, in the order in which everybody takes scopes. */
async function markDrained(tx: Transaction, scopes: HeldScopeRow[], drainedAt: Date): Promise<string[]> {
  const rows = JSON.stringify(scopes.map(({ id, generation, progress }) => ({ id, generation, progress })));
  const moved = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "AgentScope" AS scope SET "drainedAt" = ${drainedAt}
    FROM (
      SELECT scope.id FROM "AgentScope" AS scope
      JOIN jsonb_to_recordset(${rows}::jsonb) AS seen (id uuid, generation int, progress "ScopeProgress")
        ON scope.id = seen.id AND scope.generation = seen.generation AND scope.progress = seen.progress
      WHERE scope."drainedAt" IS NULL
      ORDER BY scope."agentId", scope."workspaceId" FOR NO KEY UPDATE OF scope) AS current
    WHERE scope.id = current.id
    RETURNING scope.id::text`;
  return moved.map(({ id }) => id);
}

type ClosedReceipt = {
  holdId: string;
  scopeId: string;
  incidentId: string;
  number: number;
  inFlightCount: number;
  lastEndedAt: Date | null;
};

type Drain = { drainedAt: Date; clockSkewMs: number | null };

/**
 * On every hold that means these scopes, or has handed them over to one that does, with the end, by our clock, of the
 * last call that was in flight at the stop, and of the last that may have changed something. One that names no agent is
 * laid to whom its invocation names. An end that XEM does not stamp came before it was seen. A receipt that was closed
 * stays so when its scope drains again after a drift.
 */
async function closeReceipts(
  tx: Transaction,
  scopeIds: string[],
  { drainedAt, clockSkewMs }: Drain,
): Promise<ClosedReceipt[]> {
  const ahead = Prisma.sql`${clockSkewMs ?? 0} * interval '1 millisecond'`;
  const endedAt = Prisma.sql`CASE WHEN execution."completedAt" IS NOT NULL THEN execution."completedAt" - ${ahead}
    WHEN execution.status = ANY(${endedStatuses}) THEN execution."observedAt" END`;
  const handed = JSON.stringify(await readHandedTargets(tx, scopeIds));
  // A call that began a day before its end is as long as any that the mirror looks for.
  return tx.$queryRaw<ClosedReceipt[]>`
    UPDATE "HoldTarget" AS target SET
      "drainedAt" = COALESCE(target."drainedAt", ${drainedAt}),
      "lastEndedAt" = CASE WHEN target."drainedAt" IS NULL THEN closing."lastEndedAt" ELSE target."lastEndedAt" END,
      "lastEffectAt" = CASE WHEN target."drainedAt" IS NULL THEN closing."lastEffectAt" ELSE target."lastEffectAt" END,
      "endSeenCount" = CASE WHEN target."drainedAt" IS NULL THEN closing."endSeenCount" ELSE target."endSeenCount" END
    FROM (
      SELECT open."holdId", open."scopeId", ends.* FROM "HoldTarget" AS open
      JOIN "AgentScope" AS scope ON scope.id = open."scopeId"
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE ended."observedAt" > open."addedAt") AS "endSeenCount",
          max(ended.at) FILTER (WHERE ended.at > open."addedAt") AS "lastEndedAt",
          max(ended.at) FILTER (WHERE ended.at > open."addedAt" AND ended.risk IS DISTINCT FROM 'read'
            AND ended.status <> ALL(${neverRanStatuses})) AS "lastEffectAt"
        FROM (
          SELECT ${endedAt} AS at, execution.risk, execution.status, execution."observedAt"
          FROM "Execution" AS execution
          WHERE execution."agentId" = scope."agentId"
            AND (scope."workspaceId" = '' OR execution."workspaceId" = scope."workspaceId")
            AND execution."occurredAt" >= open."addedAt" + ${ahead} - interval '24 hours'
          UNION ALL
          SELECT ${endedAt} AS at, execution.risk, execution.status, execution."observedAt"
          FROM "Invocation" AS invocation
          JOIN "Execution" AS execution ON execution."invocationId" = invocation."invocationId"
          WHERE invocation."agentId" = scope."agentId" AND execution."agentId" IS NULL
            AND (scope."workspaceId" = ''
              OR COALESCE(execution."workspaceId", invocation."workspaceId") = scope."workspaceId")
            AND execution."occurredAt" >= open."addedAt" + ${ahead} - interval '24 hours') AS ended
        WHERE ended.at IS NOT NULL) AS ends
      WHERE scope.id = ANY(${scopeIds}::uuid[]) AND (open."releasedAt" IS NULL OR EXISTS (
        SELECT FROM jsonb_to_recordset(${handed}::jsonb) AS handed ("holdId" uuid, "scopeId" uuid)
        WHERE handed."holdId" = open."holdId" AND handed."scopeId" = open."scopeId"))) AS closing,
      "Hold" AS hold, "Incident" AS incident
    WHERE target."holdId" = closing."holdId" AND target."scopeId" = closing."scopeId"
      AND hold.id = target."holdId" AND incident.id = hold."incidentId"
    RETURNING target."holdId"::text AS "holdId", target."scopeId"::text AS "scopeId",
      hold."incidentId"::text AS "incidentId", incident.number, target."inFlightCount", closing."lastEndedAt"`;
}

function entryFor(scope: HeldScopeRow, receipt: ClosedReceipt, { drainedAt, clockSkewMs }: Drain): NewEntry {
  const { id: scopeId, agentId, workspaceId, generation, requestedAt, acceptedAt, observedAt } = scope;
  const { holdId, incidentId, lastEndedAt, inFlightCount } = receipt;
  return {
    incidentId,
    kind: 'scope_drained',
    source: 'containment',
    sourceId: `scope:${scopeId}:g${generation}:drained:${holdId}:${drainedAt.getTime()}`,
    happenedAt: lastEndedAt ?? drainedAt,
    data: {
      scopeId,
      holdId,
      agentId,
      workspaceId: workspaceId || null,
      requestedAt,
      acceptedAt,
      observedAt,
      drainedAt,
      lastEndedAt,
      inFlightAtStopCount: inFlightCount,
      clockSkewMs,
    },
  };
}
