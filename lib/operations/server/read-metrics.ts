import 'server-only';
import type { Context } from '@/lib/context';
import { ScopeProgress } from '@/lib/db/generated/client';
import { severities } from '@/lib/incidents/severity';
import { missingMs } from '@/lib/mirror/describe-catch-up';
import { readActiveBackfill } from '@/lib/mirror/server/read-active-backfill';
import { readFreshness } from '@/lib/mirror/server/read-freshness';
import type { Metric } from '@/lib/operations/exposition';
import { readJobCounts } from '@/lib/operations/server/read-job-counts';

type MetricsContext = Pick<Context, 'db' | 'clock' | 'logger'>;

/** What an operator watches. Without the database only that is said, as the process still lives. */
export async function readMetrics(context: MetricsContext): Promise<Metric[]> {
  const up = { name: 'holdfast_database_up', help: 'Whether the database answers', type: 'gauge' } as const;
  try {
    const stored = await readStored(context);
    return [{ ...up, samples: [{ value: 1 }] }, ...stored];
  } catch (error) {
    context.logger.warn({ err: error }, 'metrics without the database');
    return [{ ...up, samples: [{ value: 0 }] }];
  }
}

async function readStored({ db, clock }: MetricsContext): Promise<Metric[]> {
  const [freshness, incidents, scopes, jobs, backfill] = await Promise.all([
    readFreshness({ db, clock }),
    db.incident.groupBy({ by: ['severity'], where: { phase: { not: 'closed' } }, _count: true }),
    db.agentScope.groupBy({ by: ['progress'], where: { desired: 'paused' }, _count: true }),
    readJobCounts(db),
    readActiveBackfill(db),
  ]);
  const openBySeverity = new Map(incidents.map(({ severity, _count }) => [severity, _count]));
  const heldByProgress = new Map(scopes.map(({ progress, _count }) => [progress, _count]));
  return [
    {
      name: 'holdfast_source_age_seconds',
      help: 'Age of what is known of a source of XEM; absent while it was never read',
      type: 'gauge',
      samples: freshness.map(({ source, ageMs }) => ({
        labels: { source },
        value: ageMs === null ? Number.NaN : ageMs / 1000,
      })),
    },
    {
      name: 'holdfast_source_expected_seconds',
      help: 'How often a source of XEM is read',
      type: 'gauge',
      samples: freshness.map(({ source, expectedEveryMs }) => ({
        labels: { source },
        value: expectedEveryMs / 1000,
      })),
    },
    {
      name: 'holdfast_source_missing_seconds',
      help: 'How much time the part of a source covers that catching up has still to read; absent where unknown',
      type: 'gauge',
      samples: freshness.map((one) => ({
        labels: { source: one.source },
        value: (missingMs(one) ?? Number.NaN) / 1000,
      })),
    },
    {
      name: 'holdfast_source_catch_up_rows',
      help: 'Rows read since catching up began; 0 while nothing is missing',
      type: 'gauge',
      samples: freshness.map(({ source, catchUp }) => ({
        labels: { source },
        value: catchUp?.rowsRead ?? 0,
      })),
    },
    {
      name: 'holdfast_backfill_active',
      help: 'Whether older history is being read on request',
      type: 'gauge',
      samples: [{ value: backfill === null ? 0 : 1 }],
    },
    {
      name: 'holdfast_backfill_rows',
      help: 'Rows that the back-fill at work has read',
      type: 'gauge',
      samples: [{ value: backfill?.rowsRead ?? 0 }],
    },
    {
      name: 'holdfast_open_incidents',
      help: 'Incidents that are not closed',
      type: 'gauge',
      samples: severities.map((severity) => ({
        labels: { severity },
        value: openBySeverity.get(severity) ?? 0,
      })),
    },
    {
      name: 'holdfast_held_scopes',
      help: 'Agent scopes that must be paused, by how far XEM has followed',
      type: 'gauge',
      samples: Object.values(ScopeProgress).map((progress) => ({
        labels: { progress },
        value: heldByProgress.get(progress) ?? 0,
      })),
    },
    ...jobs,
  ];
}
