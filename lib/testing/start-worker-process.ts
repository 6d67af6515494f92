import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

export type WorkerProcess = {
  /** At once, whatever it is doing, as a machine that loses its power would. */
  kill(): Promise<void>;
  /** Why it is gone although nobody killed it; null while all is well. */
  ownEnd(): string | null;
};

/** A worker replica as a process of its own, which ends with this one at the latest. */
export function startWorkerProcess(env: Record<string, string>): WorkerProcess {
  const child = spawn(
    resolve('node_modules/.bin/node'),
    [
      '--import',
      resolve('scripts/lib/end-with-parent.mjs'),
      '--conditions=react-server',
      '--import',
      'tsx',
      resolve('lib/testing/worker-process.ts'),
    ],
    {
      // It complains of every fault it is meant to meet.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ...process.env, ...env, HOLDFAST_PARENT: String(process.pid) },
    },
  );
  const ended = once(child, 'exit');
  let ownEnd: string | null = null;
  let isKilled = false;
  child.once('exit', (code, signal) => {
    if (!isKilled) ownEnd = `a worker ended by itself: ${signal ?? `exit code ${code}`}`;
  });
  return {
    kill: async () => {
      if (ownEnd !== null) return;
      isKilled = true;
      child.kill('SIGKILL');
      await ended;
    },
    ownEnd: () => ownEnd,
  };
}
