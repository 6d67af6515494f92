import 'server-only';
import type { Context } from '@/lib/context';
import { intervalMs } from '@/lib/mirror/cadence';
import { freshnessState, type SourceFreshness } from '@/lib/mirror/freshness';
import { isUnavailable } from '@/lib/mirror/server/record-reading';
import { sourceNames } from '@/lib/mirror/source';
import { catchUpOf, hasGaps, isBehind, unreachableOf } from '@/lib/mirror/sweep-cursor';

/** One row a source, in a fixed order, also for one that was never read. */
export async function readFreshness({
  db,
  clock,
}: Pick<Context, 'db' | 'clock'>): Promise<SourceFreshness[]> {
  const [rows, outages] = await Promise.all([
    db.sourceFreshness.findMany(),
    db.sourceOutage.findMany({ where: { endedAt: null }, orderBy: { startedAt: 'asc' } }),
  ]);
  const now = clock.now().getTime();
  return sourceNames.map((source) => {
    const row = rows.find((it) => it.source === source);
    const lastSuccessAt = row?.lastSuccessAt ?? null;
    const ageMs = lastSuccessAt && Math.max(0, now - lastSuccessAt.getTime());
    const expectedEveryMs = row?.expectedEveryMs ?? intervalMs(source, false);
    const isCatchingUp =
      isBehind(row?.cursor) || ((row?.consecutiveFailures ?? 0) > 0 && hasGaps(row?.cursor));
    return {
      source,
      state: isUnavailable(row) ? 'unavailable' : freshnessState(ageMs, expectedEveryMs),
      lastAttemptAt: row?.lastAttemptAt?.toISOString() ?? null,
      lastSuccessAt: lastSuccessAt?.toISOString() ?? null,
      ageMs,
      expectedEveryMs,
      failingSince: outages.find((outage) => outage.source === source)?.startedAt.toISOString() ?? null,
      errorCode: row?.errorCode ?? null,
      errorMessage: row?.errorMessage ?? unreachableOf(row?.cursor),
      isCatchingUp,
      catchUp: isCatchingUp ? catchUpOf(row?.cursor) : null,
    };
  });
}
