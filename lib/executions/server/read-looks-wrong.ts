import 'server-only';
import type { Context } from '@/lib/context';
import type { LooksWrong } from '@/lib/executions/endpoints';
import { failedStatuses, inFlightStatuses } from '@/lib/executions/execution-status';
import { readSuspicions } from '@/lib/executions/server/read-suspicions';
import { summariseExecutions, summaryColumns } from '@/lib/executions/server/summarise-executions';
import { gatedRisks } from '@/lib/triage/approval-verdict';

const bucketMs = 2 * 60_000;
const bucketCount = 30;
/** A call that hangs may have begun long before the last hour. */
const runningSinceMs = 24 * 60 * 60_000;
const candidatesRead = 2_000;
const suspectsListed = 50;

/** What the board shows of the last hour. What an incident has attached is counted, but listed no more. */
export async function readLooksWrong(context: Pick<Context, 'db' | 'clock'>): Promise<LooksWrong> {
  const { db, clock } = context;
  const now = clock.now().getTime();
  const begin = (Math.floor(now / bucketMs) + 1 - bucketCount) * bucketMs;
  const since = new Date(begin);
  const rows = await db.execution.findMany({
    where: {
      OR: [
        { occurredAt: { gte: since }, risk: { in: [...gatedRisks] } },
        { occurredAt: { gte: since }, status: { in: [...failedStatuses] } },
        { occurredAt: { gte: new Date(now - runningSinceMs) }, status: { in: [...inFlightStatuses] } },
      ],
    },
    select: { ...summaryColumns, raw: true },
    orderBy: [{ occurredAt: 'desc' }, { executionId: 'desc' }],
    take: candidatesRead,
  });
  const summarised = await summariseExecutions(db, rows);
  const suspicions = await readSuspicions(
    context,
    summarised.map((one, index) => ({ ...one, raw: rows[index]?.raw })),
  );
  const wrong = summarised.flatMap(({ summary }) => {
    const found = suspicions.get(summary.executionId) ?? [];
    return found.length === 0 ? [] : [{ ...summary, suspicions: found }];
  });
  const unexplained = wrong.filter(({ incidentRefs }) => incidentRefs.length === 0);
  const totals = await countByBucket(db, since);
  return {
    suspects: unexplained.slice(0, suspectsListed),
    isCutShort: unexplained.length > suspectsListed || rows.length === candidatesRead,
    bucketMs,
    buckets: Array.from({ length: bucketCount }, (_, index) => {
      const at = begin + index * bucketMs;
      const wrongCount = wrong.filter(
        ({ occurredAt }) => Math.floor((Date.parse(occurredAt) - begin) / bucketMs) === index,
      ).length;
      return { at: new Date(at).toISOString(), totalCount: totals.get(at) ?? 0, wrongCount };
    }),
  };
}

async function countByBucket(db: Context['db'], since: Date): Promise<Map<number, number>> {
  const rows = await db.$queryRaw<{ at: Date; count: number }[]>`
    SELECT date_bin(${bucketMs} * interval '1 millisecond', "occurredAt", ${since}) AS at, count(*)::int AS count
    FROM "Execution" WHERE "occurredAt" >= ${since} GROUP BY 1`;
  return new Map(rows.map(({ at, count }) => [at.getTime(), count]));
}
