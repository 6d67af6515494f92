import 'server-only';
import type { Context } from '@/lib/context';
import { Prisma } from '@/lib/db/generated/client';
import { type Month, nextMonth } from '@/lib/mirror/partition-months';
import { lockExecutions } from '@/lib/mirror/server/execution-lock';
import { readForgetBefore } from '@/lib/mirror/server/read-forget-before';
import { readNeededExecutions } from '@/lib/mirror/server/read-needed-executions';

/** Readers wait behind us while we wait for them, so we give up soon and try again later. */
const lockTimeoutMs = 2_000;
const dropMs = 5 * 60_000;

/**
 * Drops the partition of a month and keeps what incidents need of it in the default partition. All in one transaction, so
 * that a crash leaves it as it was. Readers and writers wait only while what is kept is copied.
 */
export async function dropPartition(
  context: Pick<Context, 'db' | 'clock'>,
  month: Month,
): Promise<{ keptCount: number } | null> {
  const range = { from: new Date(month), to: new Date(nextMonth(month)) };
  const table = Prisma.raw(`"Execution_${month.slice(0, 7).replace('-', '_')}"`);
  return context.db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT set_config('lock_timeout', ${String(lockTimeoutMs)}, true)`;
      // Looks at every row of the month, so before anybody has to wait for it.
      const needed = await readNeededExecutions(tx, range);
      await lockExecutions(tx);
      // An incident may have been declared or opened again since the month was chosen.
      if (range.to > (await readForgetBefore(tx, context.clock.now()))) return null;
      await tx.$executeRaw`ALTER TABLE "Execution" DETACH PARTITION ${table}`;
      const keptCount = await tx.$executeRaw`
        INSERT INTO "Execution" SELECT * FROM ${table} WHERE "executionId" = ANY(${needed}::text[])`;
      await tx.$executeRaw`DROP TABLE ${table}`;
      return { keptCount };
    },
    { timeout: dropMs },
  );
}
