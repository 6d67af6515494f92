import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { refusal } from '../refusal';
import { asAccount } from './account';
import type { Place } from './place';
import { type Durability, settingFlags } from './settings';

const startPatienceMs = 60_000;
/** A fast shutdown writes a checkpoint; a slow disk may need this long. */
const stopPatienceMs = 20_000;

export type Server = {
  pid: number;
  /** Settles with the reason when the server ends, asked or not. */
  exited: Promise<string>;
  stop(): Promise<void>;
};

export type ServerOptions = {
  binaries: string;
  place: Place;
  port: number;
  durability: Durability;
  adminUrl: string;
  logFile: string;
};

/** Starts the server and waits until it answers; recovery after a crash may take a while, and is waited for. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { place, logFile } = options;
  const log = openSync(logFile, 'a', 0o600);
  const logStart = fstatSync(log).size;
  const child = spawn(
    join(options.binaries, 'postgres'),
    ['-D', place.dataFolder, '-p', String(options.port), ...settingFlags(options.durability)],
    // Detached: Ctrl-C goes to a whole process group, and the database must be the last to stop.
    { ...asAccount(place.account), detached: true, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  const exited = watch(child, () => lastComplaint(logFile, logStart));
  await waitUntilReady(options.adminUrl, exited);
  return { pid: child.pid ?? 0, exited, stop: () => stop(child, exited) };
}

function watch(child: ChildProcess, readReason: () => string): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (_code, signal) => resolve(signal ? `it was ended by ${signal}` : readReason()));
  });
}

async function waitUntilReady(url: string, exited: Promise<string>): Promise<void> {
  let reason: string | undefined;
  void exited.then((text) => {
    reason = text;
  });
  const deadline = Date.now() + startPatienceMs;
  while (!(await answers(url))) {
    if (reason !== undefined) throw refusal(`The embedded PostgreSQL did not start: ${reason}`);
    if (Date.now() > deadline) throw refusal('The embedded PostgreSQL did not answer within a minute.');
    await delay(25);
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch (error) {
    // 28P01: it answers, and refuses the password; waiting won't help.
    if (error instanceof pg.DatabaseError && error.code === '28P01') {
      throw refusal(
        'The embedded PostgreSQL refuses its password: database.json does not belong to these data.',
      );
    }
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function stop(child: ChildProcess, exited: Promise<string>): Promise<void> {
  // Fast shutdown first; immediate shutdown is safe as well, and replays its log at the next start.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    child.kill(signal);
    const waiting = new AbortController();
    const isGone = await Promise.race([
      exited.then(() => true),
      delay(stopPatienceMs, false, { signal: waiting.signal }),
    ]);
    waiting.abort();
    if (isGone) return;
  }
}

function lastComplaint(logFile: string, from: number): string {
  const lines = readFileSync(logFile).subarray(from).toString('utf8').split('\n');
  const complaint =
    lines.findLast((line) => /\b(FATAL|PANIC):/.test(line) && !line.includes('is starting up')) ??
    lines.findLast((line) => line !== '');
  return complaint?.replace(/^.*?(FATAL|PANIC|LOG): */, '') ?? 'it said nothing';
}
