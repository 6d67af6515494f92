import 'server-only';
import { breachReasonWords } from '@/lib/containment/breach-reason';
import {
  type FoundLateCall,
  findLateCalls,
  type PlaceHold,
  type StoppedTarget,
} from '@/lib/containment/find-late-calls';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { type Breach, explainBreaches } from '@/lib/containment/server/explain-breaches';
import { notifyOfBreaches } from '@/lib/containment/server/notify-of-breaches';
import { readCallsOfStops } from '@/lib/containment/server/read-calls-of-stops';
import { readHandedTargets } from '@/lib/containment/server/read-handed-targets';
import type { HeldScopeRow } from '@/lib/containment/server/read-held-scopes';
import { stoppedFrom } from '@/lib/containment/stopped-from';
import type { Context } from '@/lib/context';
import { appendEntries, type NewEntry } from '@/lib/timeline/server/append-entry';

/**
 * Writes down, once for each incident, every call that a stop did not prevent, and tells of those that started. `readAt`
 * is when these scopes were read, or before: what is held since then is for the next look.
 */
export async function noteLateCalls(
  context: Context,
  { scopes, places }: { scopes: HeldScopeRow[]; places: PlaceHold[] },
  readAt: Date,
): Promise<void> {
  const targets = await readStops(context, scopes);
  const { clockSkewMs } = context.xem.condition();
  const looking = { since: await readUnseenSince(context), clockSkewMs };
  const calls = await readCallsOfStops(context.db, { targets, places }, looking);
  const found = Map.groupBy(
    findLateCalls({ targets, places }, calls, clockSkewMs),
    ({ incidentId }) => incidentId,
  );
  for (const [incidentId, late] of [...found].sort(([one], [other]) => (one < other ? -1 : 1))) {
    await writeNew(context, incidentId, { late, scopes, clockSkewMs });
  }
  // Only now: what a crash keeps from being written is found again by the next look.
  await noteLooked(context, readAt);
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
        stoppedAt: stoppedFrom(scope.progress, target),
      })),
      // A start is the breach of whoever holds it by now.
      ...(handedOf.get(scope.id) ?? []).map((target) => ({ ...ref, ...target, stoppedAt: null })),
    ];
  });
}

/**
 * A row is dated by when XEM was asked for it, and seen once it is committed: under time-outs and a full batch of answers
 * that is minutes later. Generous, since little is found in what should stand still.
 */
const overlapMs = 15 * 60_000;

/** Since when the mirror may have learned what nobody has looked at; null before the first look. */
async function readUnseenSince({ db, clock }: Context): Promise<Date | null> {
  const watch = await db.lateCallWatch.findUnique({ where: { id: 1 } });
  if (watch === null) return null;
  const lookedAt = Math.min(watch.lookedAt.getTime(), clock.now().getTime());
  return new Date(lookedAt - overlapMs);
}

async function noteLooked({ db }: Context, lookedAt: Date): Promise<void> {
  await db.lateCallWatch.upsert({ where: { id: 1 }, create: { id: 1, lookedAt }, update: { lookedAt } });
}

type Found = { late: FoundLateCall[]; scopes: HeldScopeRow[]; clockSkewMs: number | null };

/** Looks before it locks: nearly always all of them are written already. */
async function writeNew(
  context: Context,
  incidentId: string,
  { late, scopes, clockSkewMs }: Found,
): Promise<void> {
  const known = await context.db.timelineEntry.findMany({
    where: { incidentId, source: 'containment', sourceId: { in: late.map(sourceIdOf) } },
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
