import 'server-only';
import { EventEmitter } from 'node:events';
import { Logger as GraphileLogger, type Runner, run, type WorkerEvents } from 'graphile-worker';
import { systemActor } from '@/lib/auth/actor';
import { createContext, database } from '@/lib/context';
import { readEnv } from '@/lib/env';
import type { JobName } from '@/lib/jobs/job';
import { sweep } from '@/lib/jobs/server/sweep';
import { taskList } from '@/lib/jobs/server/task-list';
import { WorkerLiveness } from '@/lib/jobs/server/worker-liveness';
import { logger } from '@/lib/observability/logger';

/**
 * Two sets of workers, so that polls never wait behind a stop of thousands nor a stop behind polls. A reconciling worker
 * mostly waits for XEM; `XemPace` has the last word on how many ask at once.
 */
const crews: Crew[] = [
  { names: (name) => name === 'reconcile_scope', concurrentJobs: 24, connections: 8, fetchedJobs: 48 },
  { names: (name) => name !== 'reconcile_scope', concurrentJobs: 8, connections: 6 },
];

type Crew = {
  names: (name: JobName) => boolean;
  concurrentJobs: number;
  connections: number;
  /** Taken from the queue in one statement, where jobs come by the thousand; one at a time when absent. */
  fetchedJobs?: number;
};

const pollIntervalMs = 1_000;
/** How long the results of jobs wait for others to be stored with. */
const batchDelayMs = 20;
const sweepEveryMs = 10_000;
const restartAfterMs = 1_000;

/** Works on jobs until `signal` aborts, and begins again whenever the database was away. */
export async function runWorker(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await workUntilBroken(signal);
    } catch (error) {
      logger().warn({ err: error }, 'worker stopped, starting again');
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, restartAfterMs));
  }
}

async function workUntilBroken(signal: AbortSignal): Promise<void> {
  const broken = Promise.withResolvers<never>();
  // It may break while we still start, when nobody waits for it yet; unheard, it would end the whole process.
  broken.promise.catch(() => undefined);
  const liveness = new WorkerLiveness(readEnv().DATABASE_URL, broken.reject);
  const runners: Runner[] = [];
  let sweeping: NodeJS.Timeout | undefined;
  try {
    await liveness.connect();
    for (const crew of crews) runners.push(await startRunner(crew, liveness, broken.reject));
    await sweep(database());
    sweeping = setInterval(() => sweep(database()).catch(broken.reject), sweepEveryMs);
    await Promise.race([...runners.map(({ promise }) => promise), broken.promise, aborted(signal)]);
  } finally {
    clearInterval(sweeping);
    // One that stopped by itself says so again, which is why we are here.
    await Promise.allSettled(runners.map((runner) => runner.stop()));
    await liveness.close();
  }
}

async function startRunner(
  { names, concurrentJobs, connections, fetchedJobs }: Crew,
  liveness: WorkerLiveness,
  onError: (error: unknown) => void,
): Promise<Runner> {
  const tasks = taskList((name) => createContext(systemActor(name), crypto.randomUUID()));
  const events: WorkerEvents = new EventEmitter();
  // Jobs are locked by the pool, not by the worker in it.
  events.on('pool:create', ({ workerPool }) => {
    liveness.claim(workerPool.id).catch(onError);
  });
  const runner = await run({
    connectionString: readEnv().DATABASE_URL,
    concurrency: concurrentJobs,
    maxPoolSize: connections,
    pollInterval: pollIntervalMs,
    noHandleSignals: true,
    // Nobody waits for a single result to be stored: where that fails, as when the database restarts, the rejection
    // would end the process. A batch says so instead, and spares a statement a job.
    preset: {
      worker: {
        completeJobBatchDelay: batchDelayMs,
        failJobBatchDelay: batchDelayMs,
        ...(fetchedJobs !== undefined && { localQueue: { size: fetchedJobs } }),
      },
    },
    events,
    logger: queueLogger,
    taskList: Object.fromEntries(Object.entries(tasks).filter(([name]) => names(name as JobName))),
  });
  runner.promise.catch(() => undefined);
  return runner;
}

const queueLogger = new GraphileLogger((scope) => (level, message) => {
  // That a crew has fewer connections than workers is meant: the workers wait for XEM, not for the database.
  if (message.includes('maxPoolSize')) return;
  if (level === 'error' || level === 'warning') logger().warn({ scope }, message);
});

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
