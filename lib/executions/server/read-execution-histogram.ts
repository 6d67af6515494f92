import 'server-only';
import type { Context } from '@/lib/context';
import { Prisma } from '@/lib/db/generated/client';
import { buildHistogram, planHistogram } from '@/lib/executions/build-histogram';
import { type ExecutionFilter, windowStart } from '@/lib/executions/execution-filter';
import type { ExecutionHistogram } from '@/lib/executions/explore-schema';
import { executionWhere } from '@/lib/executions/server/execution-where';
import { withinTime } from '@/lib/executions/server/within-time';

const widestWindowMs = 90 * 24 * 60 * 60_000;
/** Longest that the chart may keep the database busy, in ms: about five million executions. */
const patienceMs = 2_000;

/** Exact, however many there are: a sample would miss the burst of nine seconds that somebody looks for. */
export async function readExecutionHistogram(
  context: Pick<Context, 'db' | 'clock'>,
  filter: ExecutionFilter,
): Promise<ExecutionHistogram> {
  const until = filter.until === undefined ? context.clock.now() : new Date(filter.until);
  const since = windowStart(filter, context.clock.now()) ?? new Date(until.getTime() - widestWindowMs);
  const plan = planHistogram(since, until);
  const where = await executionWhere(context, {
    ...filter,
    lastSeconds: undefined,
    since: since.toISOString(),
    until: until.toISOString(),
  });
  const rows = await withinTime<{ at: Date; status: string; count: number }>(
    context.db,
    patienceMs,
    Prisma.sql`
      SELECT date_bin(${plan.bucketMs} * interval '1 millisecond', "occurredAt", ${new Date(plan.beginMs)}) AS at,
        status, count(*)::int AS count
      FROM "Execution" WHERE ${where} GROUP BY 1, 2`,
  );
  return {
    since: since.toISOString(),
    until: until.toISOString(),
    bucketMs: plan.bucketMs,
    buckets: rows && buildHistogram(plan, rows),
  };
}
