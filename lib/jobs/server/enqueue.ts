import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { JobName, JobPayload } from '@/lib/jobs/job';

type EnqueueOptions = {
  /** One waiting job a key: enqueueing again moves it instead of adding another. */
  key: string;
  runAt?: Date;
  /** Leave a job with this key as it is, waiting or running; the sweep uses it. */
  isOnlyIfAbsent?: boolean;
  /** Never postpone a job that somebody has queued for an earlier time. */
  keepsEarlierRunAt?: boolean;
};

/** Queues a job in the caller's transaction: it exists exactly if the change it follows was committed. */
export async function enqueue<Name extends JobName>(
  tx: Transaction,
  name: Name,
  payload: JobPayload<Name>,
  { key, runAt, isOnlyIfAbsent = false, keepsEarlierRunAt = false }: EnqueueOptions,
): Promise<void> {
  const replaceMode = keepsEarlierRunAt ? 'preserve_run_at' : 'replace';
  const mode = isOnlyIfAbsent ? 'unsafe_dedupe' : replaceMode;
  await tx.$queryRaw`
    SELECT id::text FROM graphile_worker.add_job(
      identifier => ${name}::text,
      payload => ${JSON.stringify(payload)}::json,
      run_at => ${runAt ?? null}::timestamptz,
      job_key => ${key}::text,
      job_key_mode => ${mode}::text)`;
}

/** One name a thing to work on, so that everybody who queues it means the same job. */
export function jobKey<Name extends JobName>(name: Name, payload: JobPayload<Name>): string {
  return [name, ...Object.values(payload)].join(':');
}
