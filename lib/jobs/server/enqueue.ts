import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { JobName, JobPayload } from '@/lib/jobs/job';

type EnqueueOptions = {
  /** One waiting job a key: enqueueing again moves it instead of adding another. */
  key: string;
  runAt?: Date;
};

/** Queues a job in the caller's transaction: it exists exactly if the change it follows was committed. */
export async function enqueue<Name extends JobName>(
  tx: Transaction,
  name: Name,
  payload: JobPayload<Name>,
  { key, runAt }: EnqueueOptions,
): Promise<void> {
  await tx.$queryRaw`
    SELECT id::text FROM graphile_worker.add_job(
      identifier => ${name},
      payload => ${JSON.stringify(payload)}::json,
      run_at => ${runAt ?? null}::timestamptz,
      max_attempts => 1000000,
      job_key => ${key},
      job_key_mode => 'replace')`;
}
