import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';

export type CommandOptions = {
  command: string;
  args: readonly string[];
  env: Record<string, string>;
};

export type RunningCommand = {
  child: ChildProcessByStdio<null, Readable, Readable>;
  /** What it wrote to its error output so far, cut at a length that a person would read. */
  errorText(): string;
  /** Its exit code, 128 and more for a signal. Fails where the command could not be started. */
  ended: Promise<number>;
  /** Ends it and whatever it started. Once it has ended this does nothing. */
  end(): void;
};

const errorTextLimit = 16_384;
const patienceMs = 2_000;

/** Those that run now; they are groups of their own, which would outlive this process. */
const running = new Set<RunningCommand>();
process.once('exit', () => {
  for (const command of running) signalGroup(command.child, 'SIGKILL');
});

/** Starts a command without a shell, in a process group of its own, and with nothing to read. */
export function startCommand({ command, args, env }: CommandOptions): RunningCommand {
  const child = spawn(command, [...args], {
    // Where it is absent, types of the framework demand it.
    env: { NODE_ENV: 'production', ...env },
    shell: false,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errorText = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (errorText.length < errorTextLimit) errorText += text.slice(0, errorTextLimit - errorText.length);
  });
  let hasEnded = false;
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
  const started: RunningCommand = {
    child,
    errorText: () => errorText,
    ended,
    end: () => {
      if (hasEnded) return;
      signalGroup(child, 'SIGTERM');
      setTimeout(() => {
        if (!hasEnded) signalGroup(child, 'SIGKILL');
      }, patienceMs).unref();
    },
  };
  running.add(started);
  const over = () => {
    hasEnded = true;
    running.delete(started);
  };
  ended.then(over, over);
  return started;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It ended by itself in between.
  }
}
