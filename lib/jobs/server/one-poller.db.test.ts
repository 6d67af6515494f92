import { EventEmitter } from 'node:events';
import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import { expect, it, vi } from 'vitest';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { enqueue } from '@/lib/jobs/server/enqueue';
import { sweep } from '@/lib/jobs/server/sweep';
import { taskList } from '@/lib/jobs/server/task-list';
import { WorkerLiveness } from '@/lib/jobs/server/worker-liveness';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testDatabaseUrl } from '@/lib/testing/database';
import { testContext, unreachableXem } from '@/lib/testing/test-context';
import type { Page, PageRequest, XemExecution } from '@/lib/xem/xem';

const db = await connectTestDatabase();

/** XEM that takes a moment, and notes who asks and how many at once. */
function watchedXem() {
  const seen = { asked: new Map<string, number>(), atOnce: 0, mostAtOnce: 0 };
  const listBy =
    (worker: string) =>
    async (_page: PageRequest): Promise<Page<XemExecution>> => {
      seen.asked.set(worker, (seen.asked.get(worker) ?? 0) + 1);
      seen.atOnce += 1;
      seen.mostAtOnce = Math.max(seen.mostAtOnce, seen.atOnce);
      await new Promise((resolve) => setTimeout(resolve, 150));
      seen.atOnce -= 1;
      // A failure is retried after the same pause by whoever is free then.
      if ((seen.asked.get(worker) ?? 0) % 5 === 4) throw new AppError('xem_unreachable', 'cut off');
      return { items: [], nextAfter: null };
    };
  return { seen, listBy };
}

/** As a replica runs it: it shows that it lives, so that the sweep of the other leaves its jobs alone. */
async function startWorker(connectionString: string, tasks: TaskList): Promise<() => Promise<void>> {
  const liveness = new WorkerLiveness(connectionString, () => undefined);
  await liveness.connect();
  const events: WorkerEvents = new EventEmitter();
  const claimed = new Promise<void>((resolve, reject) => {
    events.on('pool:create', ({ workerPool }) => liveness.claim(workerPool.id).then(resolve, reject));
  });
  const runner = await run({
    connectionString,
    concurrency: 4,
    pollInterval: 50,
    noHandleSignals: true,
    events,
    logger: new Logger(() => () => undefined),
    taskList: tasks,
  });
  await claimed;
  return async () => {
    await runner.stop();
    await liveness.close();
  };
}

it('one of two workers reads a source at any time, and each may be the one', {
  timeout: 30_000,
}, async () => {
  const { seen, listBy } = watchedXem();
  const contextOf = (worker: string): Context => ({
    ...testContext(db),
    xem: new Proxy(unreachableXem, {
      get: (xem, name) => (name === 'listExecutions' ? listBy(worker) : Reflect.get(xem, name)),
    }),
  });
  const url = await testDatabaseUrl();
  const workers = await Promise.all(
    ['first', 'second'].map(async (worker) => {
      const { poll_source } = taskList(() => contextOf(worker));
      return startWorker(url, poll_source ? { poll_source } : {});
    }),
  );
  try {
    // Asked for at once again and again, as a webhook or a person would, from either side.
    await vi.waitUntil(
      async () => {
        // Also while a reading is under way.
        await enqueue(db, 'poll_source', { source: 'executions' }, { key: 'poll_source:executions' });
        await sweep(db);
        return (seen.asked.get('first') ?? 0) > 2 && (seen.asked.get('second') ?? 0) > 2;
      },
      { timeout: 25_000, interval: 20 },
    );
  } finally {
    await Promise.all(workers.map((stop) => stop()));
  }
  expect(seen.mostAtOnce).toBe(1);
});
