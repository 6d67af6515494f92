import 'server-only';
import type { Context } from '@/lib/context';
import { monthOf, nextMonth } from '@/lib/mirror/partition-months';
import { makePartitions } from '@/lib/mirror/server/make-partitions';

/** Makes the partitions of this month and the next, and of what has gathered in the default partition. */
export async function tendPartitions(context: Pick<Context, 'db' | 'clock' | 'logger'>): Promise<void> {
  const now = context.clock.now();
  const strays = await context.db.$queryRaw<{ occurredAt: Date }[]>`
    SELECT min("occurredAt") AS "occurredAt" FROM "Execution_default"
    GROUP BY date_trunc('month', "occurredAt" AT TIME ZONE 'UTC')`;
  await makePartitions(context, [
    now,
    new Date(nextMonth(monthOf(now))),
    ...strays.map(({ occurredAt }) => occurredAt),
  ]);
}
