import 'server-only';
import type { Hold } from '@/lib/containment/containment';
import { countOf } from '@/lib/containment/hold-words';
import type { HeldScopeRow } from '@/lib/containment/server/read-held-scopes';
import { readHold } from '@/lib/containment/server/read-hold';
import type { Context } from '@/lib/context';
import type { TimelineEntry } from '@/lib/db/generated/client';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/**
 * Writes the receipt of a stop into the log once it closes, at the last side effect, and once more whenever a call is
 * found that landed later still. Cheap while nothing is new.
 */
export async function noteContained(context: Context, scopes: HeldScopeRow[]): Promise<void> {
  const targets = scopes.flatMap((scope) => scope.targets);
  for (const [holdId, own] of Map.groupBy(targets, ({ holdId }) => holdId)) {
    const [first] = own;
    if (!first) continue;
    const { incidentId, placedAt } = first.hold;
    const asked = own.filter(({ addedAt }) => addedAt.getTime() === placedAt.getTime());
    if (asked.length === 0 || asked.some(({ drainedAt }) => drainedAt === null)) continue;
    const where = { incidentId, kind: 'call_after_stop' };
    const lateCount = await context.db.timelineEntry.count({ where });
    const told = await readTold(context, incidentId, holdId);
    if (told && Object(told.data).lateCount === lateCount) continue;
    await write(context, await readHold(context.db, holdId), { incidentId, told, lateCount });
  }
}

/** What the log says last about this hold. */
function readTold({ db }: Context, incidentId: string, holdId: string): Promise<TimelineEntry | null> {
  return db.timelineEntry.findFirst({
    where: { incidentId, kind: 'stop_contained', data: { path: ['holdId'], equals: holdId } },
    orderBy: { sequence: 'desc' },
  });
}

type Told = { incidentId: string; told: TimelineEntry | null; lateCount: number };

async function write(
  context: Context,
  { holdId, receipt }: Hold,
  { incidentId, told, lateCount }: Told,
): Promise<void> {
  const { containedAfterMs, askedAt, inFlightAtStopCount, landedAfterCount, startedAfterCount } = receipt;
  if (containedAfterMs === null || Object(told?.data).durationMs === containedAfterMs) return;
  const counts = [
    `${inFlightAtStopCount} in flight at the stop`,
    `${countOf(landedAfterCount, 'call')} landed after it`,
    ...(startedAfterCount > 0 ? [`${startedAfterCount} started after it`] : []),
  ].join(', ');
  await context.db.$transaction((tx) =>
    appendEntry(context, tx, {
      incidentId,
      kind: 'stop_contained',
      source: 'containment',
      sourceId: `hold:${holdId}:contained:${containedAfterMs}`,
      happenedAt: new Date(Date.parse(askedAt) + containedAfterMs),
      text: told === null ? counts : `Corrected: a later call was found. ${counts}`,
      data: { ...receipt, holdId, durationMs: containedAfterMs, lateCount },
      ...(told !== null && { supersedesId: told.id }),
    }),
  );
}
