import 'server-only';
import { EventEmitter } from 'node:events';
import { Logger as GraphileLogger, type Runner, run, type WorkerEvents } from 'graphile-worker';
import { systemActor } from '@/lib/auth/actor';
import { createContext, database } from '@/lib/context';
import { readEnv } from '@/lib/env';
import { sweep } from '@/lib/jobs/server/sweep';
import { taskList } from '@/lib/jobs/server/task-list';
import { WorkerLiveness } from '@/lib/jobs/server/worker-liveness';
import { logger } from '@/lib/observability/logger';

const concurrentJobs = 8;
const pollIntervalMs = 1_000;
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
  const liveness = new WorkerLiveness(readEnv().DATABASE_URL, broken.reject);
  let runner: Runner | undefined;
  let sweeping: NodeJS.Timeout | undefined;
  try {
    await liveness.connect();
    runner = await startRunner(liveness, broken.reject);
    await sweep(database());
    sweeping = setInterval(() => sweep(database()).catch(broken.reject), sweepEveryMs);
    await Promise.race([runner.promise, broken.promise, aborted(signal)]);
  } finally {
    clearInterval(sweeping);
    await runner?.stop().catch(() => {
      // It stopped by itself, which is why we are here.
    });
    await liveness.close();
  }
}

async function startRunner(liveness: WorkerLiveness, onError: (error: unknown) => void): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter();
  events.on('worker:create', ({ worker }) => {
    liveness.claim(worker.workerId).catch(onError);
  });
  return run({
    connectionString: readEnv().DATABASE_URL,
    concurrency: concurrentJobs,
    maxPoolSize: concurrentJobs + 2,
    pollInterval: pollIntervalMs,
    noHandleSignals: true,
    events,
    logger: new GraphileLogger((scope) => (level, message) => {
      if (level === 'error' || level === 'warning') logger().warn({ scope, level }, message);
    }),
    taskList: taskList((name) => createContext(systemActor(name), crypto.randomUUID())),
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
