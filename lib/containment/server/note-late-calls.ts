import 'server-only';
import { breachReasonWords } from '@/lib/containment/breach-reason';
import {
  type FoundLateCall,
  findLateCalls,
  type PlaceHold,
  type StoppedTarget,
} from '@/lib/containment/find-late-calls';
import { byClockOfXem } from '@/lib/containment/our-clock';
import { patienceFor } from '@/lib/containment/plan-step';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { type Breach, explainBreaches } from '@/lib/containment/server/explain-breaches';
import { notifyOfBreaches } from '@/lib/containment/server/notify-of-breaches';
import { readHandedTargets } from '@/lib/containment/server/read-handed-targets';
import type { HeldScopeRow } from '@/lib/containment/server/read-held-scopes';
import { readPlaceHolds } from '@/lib/containment/server/read-place-holds';
import type { Context } from '@/lib/context';
import { appendEntries, type NewEntry } from '@/lib/timeline/server/append-entry';

const longestRunMs = 24 * 3_600_000;

/** Writes down, once for each incident, every call that a stop did not prevent, and tells of those that started. */
export async function noteLateCalls(context: Context, scopes: HeldScopeRow[]): Promise<void> {
  const targets = await readStops(context, scopes);
  const places = await readPlaceHolds(context.db);
  const { clockSkewMs } = context.xem.condition();
  const calls = await readCallsSince(context, { targets, places }, clockSkewMs);
  if (calls.length === 0) return;
  const found = Map.groupBy(
    findLateCalls({ targets, places }, calls, clockSkewMs),
    ({ incidentId }) => incidentId,
  );
  for (const [incidentId, late] of [...found].sort(([one], [other]) => (one < other ? -1 : 1))) {
    await writeNew(context, incidentId, { late, scopes, clockSkewMs });
  }
}

/** Also what was handed over while calls ran: those land after the stop of the first incident too. */
async function readStops({ db }: Context, scopes: HeldScopeRow[]): Promise<StoppedTarget[]> {
  const handed = await readHandedTargets(
    db,
    scopes.map(({ id }) => id),
  );
  const handedOf = Map.groupBy(handed, ({ scopeId }) => scopeId);
  return scopes.flatMap((scope) => {
    const ref = { scopeId: scope.id, agentId: scope.agentId, workspaceId: scope.workspaceId || null };
    return [
      ...scope.targets.map((target) => ({
        ...ref,
        incidentId: target.hold.incidentId,
        holdId: target.holdId,
        addedAt: target.addedAt,
        stoppedAt: stoppedFrom(scope, target),
      })),
      // A start is the breach of whoever holds it by now.
      ...(handedOf.get(scope.id) ?? []).map((target) => ({ ...ref, ...target, stoppedAt: null })),
    ];
  });
}

/**
 * From when on a start is a breach of this target: XEM was seen to have paused it, or says so where it can't be seen, or
 * said so long enough ago. A drift or a new request later makes no start in between a lawful one.
 */
function stoppedFrom(scope: HeldScopeRow, target: HeldScopeRow['targets'][number]): Date | null {
  if (target.observedAt !== null) return target.observedAt;
  if (target.acceptedAt === null) return null;
  if (scope.progress === 'unverifiable') return target.acceptedAt;
  return new Date(target.acceptedAt.getTime() + patienceFor(1));
}

async function readCallsSince(
  { db }: Context,
  { targets, places }: { targets: { agentId: string; addedAt: Date }[]; places: PlaceHold[] },
  clockSkewMs: number | null,
) {
  const begins = [...targets.map(({ addedAt }) => addedAt), ...places.map(({ placedAt }) => placedAt)];
  if (begins.length === 0) return [];
  const first = new Date(Math.min(...begins.map(Number)));
  // What XEM stamps is looked for by either clock.
  const stamped = new Date(Math.min(Number(first), Number(byClockOfXem(first, clockSkewMs))));
  const agentIds = [...new Set(targets.map(({ agentId }) => agentId))];
  const workspaceIds = places.flatMap(({ workspaceId }) => workspaceId ?? []);
  const isEverywhere = places.some(({ workspaceId }) => workspaceId === null);
  return db.execution.findMany({
    where: {
      occurredAt: { gte: new Date(stamped.getTime() - longestRunMs) },
      AND: [
        isEverywhere
          ? {}
          : {
              OR: [
                { agentId: { in: agentIds } },
                { workspaceId: { in: workspaceIds }, startedAt: { gt: stamped } },
              ],
            },
        // Where nobody knows how far XEM's clock is behind ours, a start may be stamped before the stop.
        {
          OR: [
            { completedAt: { gt: stamped } },
            { startedAt: { gt: stamped } },
            { firstSeenAt: { gt: first } },
          ],
        },
      ],
    },
    select: {
      executionId: true,
      agentId: true,
      workspaceId: true,
      toolName: true,
      risk: true,
      status: true,
      approvalId: true,
      startedAt: true,
      completedAt: true,
      firstSeenAt: true,
    },
    orderBy: { occurredAt: 'asc' },
  });
}

type Found = { late: FoundLateCall[]; scopes: HeldScopeRow[]; clockSkewMs: number | null };

/** Looks before it locks: nearly always all of them are written already. */
async function writeNew(
  context: Context,
  incidentId: string,
  { late, scopes, clockSkewMs }: Found,
): Promise<void> {
  const known = await context.db.timelineEntry.findMany({
    where: { incidentId, source: 'containment', kind: 'call_after_stop' },
    select: { sourceId: true },
  });
  const written = new Set(known.map(({ sourceId }) => sourceId));
  const fresh = late.filter((it) => !written.has(sourceIdOf(it)));
  if (fresh.length === 0) return;
  const breaches = await explainBreaches(
    context,
    fresh.filter(({ how }) => how === 'started'),
    scopes,
  );
  const landed = fresh.filter(({ how }) => how === 'landed');
  await context.db.$transaction(async (tx) => {
    await appendEntries(
      context,
      tx,
      incidentId,
      landed.map((it) => entryFor(it, null, clockSkewMs)),
    );
    const raised = await appendEntries(
      context,
      tx,
      incidentId,
      breaches.map((it) => entryFor(it, it.reason, clockSkewMs)),
    );
    const { number } = await tx.incident.findUniqueOrThrow({ where: { id: incidentId } });
    // Another replica may have been quicker, and has told of them too.
    if (raised.length > 0) await notifyOfBreaches(context, tx, { incidentId, number }, breaches);
    await announceContainment(tx, [number]);
  });
}

function sourceIdOf({ call, how }: FoundLateCall): string {
  return `execution:${call.executionId}:${how}`;
}

function entryFor(
  late: FoundLateCall,
  reason: Breach['reason'] | null,
  clockSkewMs: number | null,
): NewEntry {
  const { incidentId, holdId, target, how, happenedAt, call } = late;
  const { executionId, agentId, workspaceId, toolName, risk, status } = call;
  return {
    incidentId,
    kind: 'call_after_stop',
    source: 'containment',
    sourceId: sourceIdOf(late),
    happenedAt,
    ...(reason !== null && { text: `Likely reason: ${breachReasonWords[reason]}.` }),
    data: {
      how,
      executionId,
      agentId,
      workspaceId,
      toolName,
      risk,
      status,
      reason,
      holdId,
      scopeId: target?.scopeId ?? null,
      clockSkewMs,
    },
  };
}
