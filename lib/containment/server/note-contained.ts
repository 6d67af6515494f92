import 'server-only';
import { wasNeverStopped } from '@/lib/containment/build-receipt';
import type { Hold } from '@/lib/containment/containment';
import { countOf } from '@/lib/containment/hold-words';
import type { HeldScopeRow } from '@/lib/containment/server/read-held-scopes';
import { readGoneAgents, readHold } from '@/lib/containment/server/read-hold';
import type { Context } from '@/lib/context';
import type { TimelineEntry } from '@/lib/db/generated/client';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/**
 * Writes the receipt of a stop into the log once it closes, at the last side effect, and once more whenever a call is
 * found that came past it later still. Cheap while nothing is new.
 */
export async function noteContained(context: Context, scopes: HeldScopeRow[]): Promise<void> {
  const drained = [...(await readDrained(context, scopes)), ...(await readHandedOver(context))];
  for (const { id, incidentId, toldLateCount } of drained) {
    const lateCount = await context.db.timelineEntry.count({
      where: { incidentId, kind: 'call_after_stop' },
    });
    if (toldLateCount === lateCount) continue;
    await tell(context, await readHold(context.db, id), { incidentId, lateCount });
  }
}

type DrainedHold = { id: string; incidentId: string; toldLateCount: number | null };

/** Active holds of which nothing is left to drain, with an agent or without; agents that joined later don't count. */
async function readDrained({ db }: Context, scopes: HeldScopeRow[]): Promise<DrainedHold[]> {
  const targets = scopes.flatMap((scope) => scope.targets.map((target) => ({ ...target, scope })));
  const asked = targets.filter(({ addedAt, hold }) => addedAt.getTime() === hold.placedAt.getTime());
  const goneIds = await readGoneAgents(db, asked);
  const stopped = asked.filter(
    ({ scope, ...target }) =>
      !wasNeverStopped({ ...target, isHandedOver: false, isGone: goneIds.has(scope.agentId) }),
  );
  return [...Map.groupBy(stopped, ({ holdId }) => holdId).values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined || own.some(({ drainedAt }) => drainedAt === null)) return [];
    const { untakenInFlightCount, untakenDrainedAt } = first.hold;
    return untakenInFlightCount > 0 && untakenDrainedAt === null ? [] : first.hold;
  });
}

/** Those that were handed over before they had drained, and have by now; once each. */
function readHandedOver({ db }: Context): Promise<DrainedHold[]> {
  return db.hold.findMany({
    where: {
      handedToId: { not: null },
      toldLateCount: null,
      OR: [{ untakenInFlightCount: 0 }, { untakenDrainedAt: { not: null } }],
      targets: {
        some: { drainedAt: { not: null } },
        none: { acceptedAt: { not: null }, drainedAt: null },
      },
    },
    select: { id: true, incidentId: true, toldLateCount: true },
    orderBy: { id: 'asc' },
  });
}

type News = { incidentId: string; lateCount: number };

/** A late call of another stop of the incident changes nothing here, and is not looked at again. */
async function tell(context: Context, hold: Hold, { incidentId, lateCount }: News): Promise<void> {
  const { containedAfterMs, isCutShort } = hold.receipt;
  if (containedAfterMs === null && !isCutShort) return;
  const told = await readTold(context, incidentId, hold.holdId);
  await context.db.$transaction(async (tx) => {
    const entry = entryFor(hold, told);
    if (entry !== null) await appendEntry(context, tx, { incidentId, ...entry });
    await tx.hold.update({ where: { id: hold.holdId }, data: { toldLateCount: lateCount } });
  });
}

/** What the log says last about this hold. */
function readTold({ db }: Context, incidentId: string, holdId: string): Promise<TimelineEntry | null> {
  return db.timelineEntry.findFirst({
    where: { incidentId, kind: 'stop_contained', data: { path: ['holdId'], equals: holdId } },
    orderBy: { sequence: 'desc' },
  });
}

function entryFor({ holdId, receipt }: Hold, told: TimelineEntry | null) {
  const { containedAfterMs, askedAt, inFlightAtStopCount, landedAfterCount, startedAfterCount } = receipt;
  if (containedAfterMs === null || isSame(receipt, told)) return null;
  const counts = [
    `${inFlightAtStopCount} in flight at the stop`,
    `${countOf(landedAfterCount, 'call')} landed after it`,
    ...(startedAfterCount > 0 ? [`${startedAfterCount} started after it`] : []),
  ].join(', ');
  return {
    kind: 'stop_contained' as const,
    source: 'containment' as const,
    sourceId: `hold:${holdId}:contained:${containedAfterMs}:${landedAfterCount}:${startedAfterCount}`,
    happenedAt: new Date(Date.parse(askedAt) + containedAfterMs),
    text: told === null ? counts : `Corrected: a later call was found. ${counts}`,
    data: { ...receipt, holdId, durationMs: containedAfterMs },
    ...(told !== null && { supersedesId: told.id }),
  };
}

function isSame(receipt: Hold['receipt'], told: TimelineEntry | null): boolean {
  const { durationMs, landedAfterCount, startedAfterCount } = Object(told?.data);
  return (
    durationMs === receipt.containedAfterMs &&
    landedAfterCount === receipt.landedAfterCount &&
    startedAfterCount === receipt.startedAfterCount
  );
}
