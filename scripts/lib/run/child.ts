import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const largestLogBytes = 20_000_000;
const linesShown = 40;

export type ChildSpec = {
  /** As in 'The console stopped'. */
  name: string;
  /** What Node runs, flags of Node's own first. */
  args: string[];
  env: Record<string, string>;
  /** A file for its output; without one it shares ours. */
  logFile?: string;
  /** How long it may take to end what it is doing. */
  patienceMs: number;
};

export type Child = {
  name: string;
  /** Settles when it ends, asked or not, with what to tell about it. */
  ended: Promise<string>;
  stop(): Promise<void>;
};

/** Starts a Node process that ends with this one. It has a process group of its own, so only `stop` gets Ctrl-C to it. */
export function startChild(spec: ChildSpec): Child {
  const output = spec.logFile === undefined ? 'inherit' : openLog(spec.logFile);
  const env = { ...process.env, ...spec.env, HOLDFAST_PARENT: String(process.pid) };
  const child = spawn(
    resolve('node_modules/.bin/node'),
    ['--import', resolve('scripts/lib/end-with-parent.mjs'), ...spec.args],
    { detached: true, stdio: ['ignore', output, output, 'ipc'], env },
  );
  if (typeof output === 'number') closeSync(output);
  const ended = new Promise<string>((resolveEnd) => {
    child.once('error', (error) => resolveEnd(error.message));
    child.once('exit', (code, signal) => {
      const how = signal ? `was ended by ${signal}` : `stopped with exit code ${code}`;
      resolveEnd(`${spec.name} ${how}.${lastLines(spec.logFile)}`);
    });
  });
  return { name: spec.name, ended, stop: () => stop(child, ended, spec.patienceMs) };
}

async function stop(child: ChildProcess, ended: Promise<string>, patienceMs: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const waiting = new AbortController();
    await Promise.race([
      ended,
      delay(patienceMs, undefined, { signal: waiting.signal }).catch(() => undefined),
    ]);
    waiting.abort();
  }
}

function openLog(path: string): number {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > largestLogBytes) rmSync(path);
  return openSync(path, 'a', 0o600);
}

function lastLines(logFile: string | undefined): string {
  if (logFile === undefined) return '';
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-linesShown);
  return ` The end of ${logFile}:\n${lines.join('\n')}`;
}
