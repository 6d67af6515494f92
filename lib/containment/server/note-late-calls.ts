import 'server-only';
import { type FoundLateCall, findLateCalls } from '@/lib/containment/find-late-calls';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { type HeldScopeRow, stoppedAtOf } from '@/lib/containment/server/read-held-scopes';
import type { Context } from '@/lib/context';
import { appendEntries, type NewEntry } from '@/lib/timeline/server/append-entry';

const longestRunMs = 24 * 3_600_000;

/** Writes down, once for each incident, every call that a stop did not prevent. */
export async function noteLateCalls(context: Context, scopes: HeldScopeRow[]): Promise<void> {
  const targets = scopes.flatMap((scope) =>
    scope.targets.map((target) => ({
      agentId: scope.agentId,
      workspaceId: scope.workspaceId || null,
      incidentId: target.hold.incidentId,
      addedAt: target.addedAt,
      stoppedAt: stoppedAtOf(scope),
    })),
  );
  const firstAt = Math.min(...targets.map(({ addedAt }) => addedAt.getTime()));
  if (!Number.isFinite(firstAt)) return;
  const calls = await context.db.execution.findMany({
    where: {
      agentId: { in: [...new Set(targets.map(({ agentId }) => agentId))] },
      occurredAt: { gte: new Date(firstAt - longestRunMs) },
      OR: [{ completedAt: { gt: new Date(firstAt) } }, { startedAt: { gt: new Date(firstAt) } }],
    },
    select: {
      executionId: true,
      agentId: true,
      workspaceId: true,
      toolName: true,
      risk: true,
      status: true,
      startedAt: true,
      completedAt: true,
      firstSeenAt: true,
    },
    orderBy: { occurredAt: 'asc' },
  });
  const found = Map.groupBy(findLateCalls(targets, calls), ({ incidentId }) => incidentId);
  for (const [incidentId, late] of [...found].sort(([one], [other]) => (one < other ? -1 : 1))) {
    await writeNew(context, incidentId, late);
  }
}

/** Looks before it locks: nearly always all of them are written already. */
async function writeNew(context: Context, incidentId: string, late: FoundLateCall[]): Promise<void> {
  const entries = late.map((call) => entryFor(incidentId, call));
  const known = await context.db.timelineEntry.findMany({
    where: { incidentId, source: 'containment', kind: 'call_after_stop' },
    select: { sourceId: true },
  });
  const written = new Set(known.map(({ sourceId }) => sourceId));
  const fresh = entries.filter(({ sourceId }) => !written.has(sourceId));
  if (fresh.length === 0) return;
  await context.db.$transaction(async (tx) => {
    await appendEntries(context, tx, incidentId, fresh);
    const { number } = await tx.incident.findUniqueOrThrow({ where: { id: incidentId } });
    await announceContainment(tx, [number]);
  });
}

function entryFor(incidentId: string, { how, happenedAt, call }: FoundLateCall) {
  const { executionId, agentId, workspaceId, toolName, risk, status } = call;
  return {
    incidentId,
    kind: 'call_after_stop',
    source: 'containment',
    sourceId: `execution:${executionId}:${how}`,
    happenedAt,
    data: { how, executionId, agentId, workspaceId, toolName, risk, status },
  } satisfies NewEntry;
}
