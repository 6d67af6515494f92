import 'server-only';
import type { Context } from '@/lib/context';
import { announce } from '@/lib/live/server/announce';
import { type Month, nextMonth } from '@/lib/mirror/partition-months';
import { dropPartition } from '@/lib/mirror/server/drop-partition';
import { forgetRows } from '@/lib/mirror/server/forget-rows';
import { readForgetBefore } from '@/lib/mirror/server/read-forget-before';

/** Forgets what is older than is kept. What one run cannot do the next one does; nothing is half done in between. */
export async function forgetHistory(context: Pick<Context, 'db' | 'clock' | 'logger'>): Promise<void> {
  const { db, clock, logger } = context;
  const before = await readForgetBefore(db, clock.now());
  let isChanged = false;
  for (const month of await readMonths(db)) {
    if (new Date(nextMonth(month)) > before) continue;
    try {
      const dropped = await dropPartition(context, month);
      if (dropped) logger.info({ month, ...dropped }, 'executions of a month are no longer kept');
      isChanged ||= dropped !== null;
    } catch (error) {
      logger.warn({ err: error, month }, 'partition could not be dropped, will try again');
    }
  }
  const forgotten = await forgetRows(db, before);
  if (isChanged || forgotten > 0) await announce(db, { incident: null, changed: 'executions' });
}

/** Of the partitions there are, oldest first. */
async function readMonths(db: Context['db']): Promise<Month[]> {
  const rows = await db.$queryRaw<{ month: Month }[]>`
    SELECT replace(substring(relname FROM '^Execution_([0-9]{4}_[0-9]{2})$'), '_', '-') || '-01' AS month
    FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
    WHERE inhparent = '"Execution"'::regclass AND relname ~ '^Execution_[0-9]{4}_[0-9]{2}$'
    ORDER BY 1`;
  return rows.map(({ month }) => month);
}
