import { runWorker } from '@/lib/jobs/server/run-worker';

/** What a worker replica runs, alone in a process that a test may kill. */
const stopping = new AbortController();
process.once('SIGTERM', () => stopping.abort());
await runWorker(stopping.signal);
process.exit(0);
