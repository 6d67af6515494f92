import 'server-only';
import type { Database } from '@/lib/db/client';
import type { Metric } from '@/lib/operations/exposition';

type Counts = { running: number; due: number; scheduled: number; failing: number; oldestDueSeconds: number };

/** Depth and delay of the job queue. A queue that is due and old means that no worker runs. */
export async function readJobCounts(db: Database): Promise<Metric[]> {
  const [row] = await db.$queryRaw<Counts[]>`
    SELECT
      count(*) FILTER (WHERE locked_at IS NOT NULL)::int AS running,
      count(*) FILTER (WHERE locked_at IS NULL AND run_at <= now())::int AS due,
      count(*) FILTER (WHERE locked_at IS NULL AND run_at > now())::int AS scheduled,
      count(*) FILTER (WHERE last_error IS NOT NULL)::int AS failing,
      coalesce(extract(epoch FROM now() - min(run_at) FILTER (WHERE locked_at IS NULL AND run_at <= now())), 0)::float8
        AS "oldestDueSeconds"
    FROM graphile_worker.jobs`;
  if (!row) return [];
  const { oldestDueSeconds, failing, ...states } = row;
  return [
    {
      name: 'holdfast_jobs',
      help: 'Background jobs by state',
      type: 'gauge',
      samples: Object.entries(states).map(([state, value]) => ({ labels: { state }, value })),
    },
    {
      name: 'holdfast_jobs_failing',
      help: 'Background jobs whose last run failed',
      type: 'gauge',
      samples: [{ value: failing }],
    },
    {
      name: 'holdfast_oldest_due_job_seconds',
      help: 'How long the job that waits longest is overdue',
      type: 'gauge',
      samples: [{ value: oldestDueSeconds }],
    },
  ];
}
