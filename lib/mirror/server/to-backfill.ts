import 'server-only';
import type { Backfill as BackfillRow } from '@/lib/db/generated/client';
import type { Backfill } from '@/lib/mirror/backfill-schema';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export function toBackfill(row: BackfillRow): Backfill {
  const { startedAt, lastReadAt } = row;
  const seconds = startedAt && lastReadAt ? (lastReadAt.getTime() - startedAt.getTime()) / 1000 : 0;
  return {
    backfillId: row.id,
    state: row.state,
    since: row.since.toISOString(),
    rowsRead: row.rowsRead,
    rowsStored: row.rowsStored,
    oldestReachedAt: iso(row.oldestReachedAt),
    rowsPerSecond: seconds > 0 ? Math.round(row.rowsRead / seconds) : null,
    requestedByName: row.requestedByName,
    requestedAt: row.requestedAt.toISOString(),
    startedAt: iso(startedAt),
    lastReadAt: iso(lastReadAt),
    endedAt: iso(row.endedAt),
    endedByName: row.endedByName,
    waitingFor: row.waitingFor,
    errorMessage: row.errorMessage,
    failureCount: row.failureCount,
  };
}
