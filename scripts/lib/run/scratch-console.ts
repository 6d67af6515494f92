import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { joinTestServer } from '@/lib/testing/database-server';
import { databaseUrl, ensureTemplate } from '@/lib/testing/database-template';
import type { E2eServer } from '@/lib/testing/e2e-server';
import { buildIfStale } from './build';
import type { Parts } from './parts';
import { readFirstSignInLink } from './sign-in-link';
import { startSimulator } from './simulator';
import { startWeb, waitForWeb } from './web';

type ScratchOptions = {
  port: number;
  /** Where what is started goes; stopping it ends the console, also while it starts. */
  parts: Parts;
  /** Settings of the simulator, such as how soon its story begins. */
  simulator?: Record<string, string>;
  /** Called before the console answers. */
  onPrepared?: (console: E2eServer) => void;
};

/** The built console on a database, a home and a simulator of its own; all of it is gone when `use` is done. */
export async function withScratchConsole<Result>(
  options: ScratchOptions,
  use: (console: E2eServer) => Promise<Result>,
): Promise<Result> {
  const { parts } = options;
  const server = await joinTestServer();
  const home = mkdtempSync(join(tmpdir(), 'holdfast-scratch-'));
  const name = `clone_scratch_${randomBytes(5).toString('hex')}`;
  try {
    await run(server.url, `create database ${name} template ${await ensureTemplate(server.url)}`);
    const ground = { home, databaseUrl: databaseUrl(server.url, name) };
    return await use(await start(ground, options));
  } finally {
    await parts.stopAll();
    await run(server.url, `drop database if exists ${name} with (force)`);
    server.release();
    rmSync(home, { recursive: true, force: true });
  }
}

type Ground = { home: string; databaseUrl: string };

async function start(ground: Ground, options: ScratchOptions): Promise<E2eServer> {
  const { home } = ground;
  const { port, parts, simulator: story, onPrepared } = options;
  await buildIfStale({ say: (sentence) => console.log(sentence), finish: (build) => parts.finish(build) });
  const simulator = await startSimulator(home, port, story);
  await parts.add(simulator.child);
  const baseUrl = `http://localhost:${port}`;
  const bootstrapToken = `hf_${randomBytes(24).toString('hex')}`;
  const env = {
    ...simulator.env,
    DATABASE_URL: ground.databaseUrl,
    HOLDFAST_HOME: home,
    HOLDFAST_SECRET: randomBytes(32).toString('hex'),
    HOLDFAST_URL: baseUrl,
    HOLDFAST_BOOTSTRAP_TOKEN: bootstrapToken,
    PORT: String(port),
  };
  const scratch: E2eServer = {
    ...ground,
    baseUrl,
    bootstrapToken,
    firstSignInLink: (await readFirstSignInLink(env)) ?? '',
    xemBaseUrl: simulator.env.XEM_BASE_URL,
    xemApiKey: simulator.env.XEM_API_KEY,
  };
  onPrepared?.(scratch);
  const web = await parts.add(
    startWeb({ mode: 'start', port, host: '127.0.0.1', env, logFolder: undefined }),
  );
  await waitForWeb(web, port);
  return scratch;
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
