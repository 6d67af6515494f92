import 'server-only';
import { readEnv } from '@/lib/env';
import { runWorker } from '@/lib/jobs/server/run-worker';
import { processSingleton } from '@/lib/process-singleton';

/** Starts what runs beside the requests of this process; a web replica runs nothing. */
export function startProcess(): void {
  if (readEnv().HOLDFAST_ROLE === 'web') return;
  processSingleton('worker', () => {
    const stopping = new AbortController();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
    void runWorker(stopping.signal);
    return stopping;
  });
}
