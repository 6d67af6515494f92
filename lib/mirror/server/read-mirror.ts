import 'server-only';
import type { Context } from '@/lib/context';
import { readEnv } from '@/lib/env';
import type { Mirror } from '@/lib/mirror/backfill-schema';
import { keptSince } from '@/lib/mirror/partition-months';

export async function readMirror({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<Mirror> {
  const at = (order: 'asc' | 'desc') =>
    db.execution.findFirst({ orderBy: { occurredAt: order }, select: { occurredAt: true } });
  const [oldest, newest, estimates] = await Promise.all([at('asc'), at('desc'), readEstimate(db)]);
  const { HOLDFAST_RETENTION_DAYS: retentionDays } = readEnv();
  return {
    oldestExecutionAt: oldest?.occurredAt.toISOString() ?? null,
    newestExecutionAt: newest?.occurredAt.toISOString() ?? null,
    executionCountEstimate: estimates,
    retentionDays,
    keptSince: keptSince(clock.now(), retentionDays).toISOString(),
  };
}

/** A partition that was never analysed says -1; what was counted since the last time is added. */
async function readEstimate(db: Context['db']): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT coalesce(sum(coalesce(stats.n_live_tup, 0)), 0)::float8 AS count
    FROM pg_inherits
    JOIN pg_stat_all_tables AS stats ON stats.relid = inhrelid
    WHERE inhparent = '"Execution"'::regclass`;
  return Math.round(row?.count ?? 0);
}
