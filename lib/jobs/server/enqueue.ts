import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { JobName, JobPayload } from '@/lib/jobs/job';

type EnqueueOptions = {
  /** One waiting job a key: enqueueing again moves it forward instead of adding another, and never postpones it. */
  key: string;
  /** From now on by the clock of the database, which decides when a job is due; at once when absent. */
  afterMs?: number;
  /** Goes before all that is due as well. */
  isUrgent?: boolean;
  /** Leave a job with this key as it is, waiting or running; the sweep uses it. */
  isOnlyIfAbsent?: boolean;
};

/** What runs one at a time whoever asks for it: a running job gives up its key, so that the key alone does not tell. */
const oneAtATime: readonly JobName[] = ['poll_source'];

/** Lower goes first; what nobody marks has 0. */
const urgentPriority = -1;

/**
 * Queues a job in the caller's transaction: it exists exactly if the change it follows was committed. The earlier time
 * and the higher urgency win over a waiting job with this key, whoever comes first: that row is locked before it is
 * compared, and one which appears in between keeps its time. A running job gets a successor, as it began with what it
 * saw before.
 */
export async function enqueue<Name extends JobName>(
  tx: Transaction,
  name: Name,
  payload: JobPayload<Name>,
  { key, afterMs = 0, isUrgent = false, isOnlyIfAbsent = false }: EnqueueOptions,
): Promise<void> {
  await tx.$queryRaw`
    WITH waiting AS MATERIALIZED (
      SELECT run_at, priority FROM graphile_worker._private_jobs
      WHERE key = ${key} AND locked_at IS NULL FOR UPDATE)
    SELECT id::text FROM graphile_worker.add_job(
      identifier => ${name}::text,
      payload => ${JSON.stringify(payload)}::json,
      queue_name => ${oneAtATime.includes(name) ? key : null}::text,
      run_at => LEAST(now() + ${afterMs}::float8 * interval '1 millisecond', (SELECT run_at FROM waiting)),
      job_key => ${key}::text,
      priority => LEAST(${isUrgent ? urgentPriority : 0}, (SELECT priority FROM waiting))::int,
      job_key_mode => CASE WHEN ${isOnlyIfAbsent} THEN 'unsafe_dedupe'
        WHEN EXISTS (SELECT FROM waiting) THEN 'replace' ELSE 'preserve_run_at' END)`;
}

/** A job that a worker takes in this very moment is passed over once; the next try finds it taken and adds another. */
const tries = 3;

/** Queues one job a payload to run at once, thousands in one statement, each under its `jobKey`. */
export async function enqueueMany<Name extends JobName>(
  tx: Transaction,
  name: Name,
  payloads: JobPayload<Name>[],
  { isUrgent = false }: Pick<EnqueueOptions, 'isUrgent'> = {},
): Promise<void> {
  const priority = isUrgent ? urgentPriority : 0;
  let missing = new Map(payloads.map((payload) => [jobKey(name, payload), payload]));
  for (let count = 0; count < tries && missing.size > 0; count += 1) {
    const keys = [...missing.keys()];
    const bodies = [...missing.values()].map((payload) => JSON.stringify(payload));
    const queued = await tx.$queryRaw<{ key: string }[]>`
      SELECT key FROM graphile_worker.add_jobs((
        SELECT array_agg((${name}::text, body::json, NULL, NULL, NULL, key, ${priority}::smallint, NULL)
          ::graphile_worker.job_spec)
        FROM unnest(${keys}::text[], ${bodies}::text[]) AS wanted (key, body)))`;
    const found = new Set(queued.map(({ key }) => key));
    missing = new Map([...missing].filter(([key]) => !found.has(key)));
  }
}

/** The same for those without a job that waits or runs; the sweep uses it. */
export async function enqueueMissing<Name extends JobName>(
  tx: Transaction,
  name: Name,
  payloads: JobPayload<Name>[],
): Promise<void> {
  if (payloads.length === 0) return;
  const keys = payloads.map((payload) => jobKey(name, payload));
  const present = await tx.$queryRaw<{ key: string }[]>`
    SELECT key FROM graphile_worker._private_jobs WHERE key = ANY(${keys}::text[])`;
  const found = new Set(present.map(({ key }) => key));
  await enqueueMany(
    tx,
    name,
    payloads.filter((payload) => !found.has(jobKey(name, payload))),
  );
}

/** One name a thing to work on, so that everybody who queues it means the same job. */
export function jobKey<Name extends JobName>(name: Name, payload: JobPayload<Name>): string {
  return [name, ...Object.values(payload)].join(':');
}
