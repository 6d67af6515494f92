import 'server-only';
import type { Context } from '@/lib/context';
import type { Database } from '@/lib/db/client';
import { readEnv } from '@/lib/env';
import { type Month, monthsOf } from '@/lib/mirror/partition-months';
import { lockExecutions } from '@/lib/mirror/server/execution-lock';

/** Readers of the default partition wait behind us while we wait for it, so we give up soon and try again later. */
const lockTimeoutMs = 2_000;

/** Enough to move some million rows that gathered in the default partition. */
const moveMs = 5 * 60_000;

/**
 * Makes the partitions that executions of these times belong to. One that cannot be made now is no loss: its rows go to the
 * default partition, and move when it is made.
 */
export async function makePartitions(
  { db, clock, logger }: Pick<Context, 'db' | 'clock' | 'logger'>,
  instants: Date[],
): Promise<void> {
  const window = { now: clock.now(), retentionDays: readEnv().HOLDFAST_RETENTION_DAYS };
  for (const month of await readMissing(db, monthsOf(instants, window))) {
    try {
      await makePartition(db, month);
    } catch (error) {
      logger.warn({ err: error, month }, 'partition could not be made, will try again');
    }
  }
}

async function makePartition(db: Database, month: Month): Promise<void> {
  await db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT set_config('lock_timeout', ${String(lockTimeoutMs)}, true)`;
      await lockExecutions(tx);
      await tx.$queryRaw`SELECT make_execution_partition(${month}::date)`;
    },
    { timeout: moveMs },
  );
}

async function readMissing(db: Database, months: Month[]): Promise<Month[]> {
  if (months.length === 0) return [];
  const rows = await db.$queryRaw<{ month: Month }[]>`
    SELECT month FROM unnest(${months}::text[]) AS month
    WHERE to_regclass(format('%I', 'Execution_' || to_char(month::date, 'YYYY_MM'))) IS NULL`;
  return rows.map(({ month }) => month);
}
