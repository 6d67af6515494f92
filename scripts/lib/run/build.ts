import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { takeLock } from '../process-lock.mjs';
import { refusal } from '../refusal';
import { type Child, startChild } from './child';

/** All that the build reads. The generated database client follows from the schema and the lock file. */
const sources = [
  ['app', 'components', 'lib', 'public', 'prisma/schema.prisma', 'package.json', 'package-lock.json'],
  ['next.config.ts', 'postcss.config.mjs', 'tsconfig.json', 'instrumentation.ts', 'proxy.ts'],
].flat();
const ignored = /\.test\.tsx?$|^lib\/(testing|simulator|db\/generated)\//;
const stamp = '.next/holdfast-build';
/** Next writes it last. */
const buildId = '.next/BUILD_ID';

export type BuildOptions = {
  say(sentence: string): void;
  /** Waits for the build, and sees to it that a stop in between ends it. */
  finish(build: Child): Promise<string>;
};

/** Builds the console when anything it is made of has changed since the last build that was completed. */
export async function buildIfStale(options: BuildOptions): Promise<void> {
  if (isFresh()) return;
  const release = await takeBuildLock(options.say);
  try {
    if (!isFresh()) await build(options);
  } finally {
    release();
  }
}

async function build({ say, finish }: BuildOptions): Promise<void> {
  say('Building the console; this takes about a minute.');
  const wanted = fingerprint();
  for (const path of [stamp, buildId]) rmSync(path, { force: true });
  const logFile = join('.holdfast', 'build.log');
  rmSync(logFile, { force: true });
  const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  const args = ['node_modules/next/dist/bin/next', 'build'];
  const outcome = await finish(startChild({ name: 'The build', args, env, logFile, patienceMs: 5_000 }));
  if (!existsSync(buildId)) throw refusal(`The console could not be built. ${outcome}`);
  writeFileSync(stamp, wanted);
}

function isFresh(): boolean {
  return existsSync(stamp) && existsSync(buildId) && readFileSync(stamp, 'utf8') === fingerprint();
}

async function takeBuildLock(say: (sentence: string) => void): Promise<() => void> {
  for (let isAnnounced = false; ; isAnnounced = true) {
    const lock = await takeLock(join('.holdfast', 'build.lock'), 'building the console');
    if (lock.isHeld) return lock.release;
    if (!isAnnounced) say(`Waiting for process ${lock.holder.pid}, which is building the console.`);
    await delay(500);
  }
}

/** Stands for the content of everything the build reads below `root`. */
export function fingerprint(root = '.'): string {
  const hash = createHash('sha256');
  for (const path of sources.flatMap((source) => listFiles(root, source)).sort()) {
    if (!ignored.test(path))
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(root, path)))
        .update('\0');
  }
  return hash.digest('hex');
}

function listFiles(root: string, path: string): string[] {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => listFiles(root, `${path}/${name}`));
}
