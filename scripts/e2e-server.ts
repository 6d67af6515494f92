import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { joinTestServer } from '@/lib/testing/database-server';
import { databaseUrl, ensureTemplate } from '@/lib/testing/database-template';
import { type E2eServer, e2eServerFile } from '@/lib/testing/e2e-server';
import { refusal } from './lib/refusal';
import { buildIfStale } from './lib/run/build';
import { Parts } from './lib/run/parts';
import { readFirstSignInLink } from './lib/run/sign-in-link';
import { startSimulator } from './lib/run/simulator';
import { askedToStop, stopRequest } from './lib/run/stop-request';
import { startWeb, waitForWeb } from './lib/run/web';
import { runCommand } from './lib/run-command';

/** The built console on a database, a home and a simulator of its own, for as long as the browser tests run. */
async function serveTests(port: number, file: string): Promise<number> {
  const asked = stopRequest();
  const parts = new Parts();
  const server = await joinTestServer();
  const home = mkdtempSync(join(tmpdir(), 'holdfast-e2e-'));
  const name = `clone_e2e_${randomBytes(5).toString('hex')}`;
  try {
    await run(server.url, `create database ${name} template ${await ensureTemplate(server.url)}`);
    const ground = { port, home, file, databaseUrl: databaseUrl(server.url, name), parts };
    const started = startAll(ground).then(() => parts.firstEnd);
    const end = await Promise.race([asked, parts.firstEnd, started]);
    if (end !== askedToStop) throw refusal(end);
    return 0;
  } finally {
    await parts.stopAll();
    await run(server.url, `drop database if exists ${name} with (force)`);
    server.release();
    rmSync(home, { recursive: true, force: true });
    rmSync(file, { force: true });
  }
}

type Ground = { port: number; home: string; file: string; databaseUrl: string; parts: Parts };

async function startAll({ port, home, file, databaseUrl: url, parts }: Ground): Promise<void> {
  await buildIfStale({ say: (sentence) => console.log(sentence), finish: (build) => parts.finish(build) });
  const simulator = await startSimulator(home, { SIMULATOR_OPENING_AFTER: '5' });
  await parts.add(simulator.child);
  const baseUrl = `http://localhost:${port}`;
  const bootstrapToken = `hf_${randomBytes(24).toString('hex')}`;
  const env = {
    ...simulator.env,
    DATABASE_URL: url,
    HOLDFAST_HOME: home,
    HOLDFAST_SECRET: randomBytes(32).toString('hex'),
    HOLDFAST_URL: baseUrl,
    HOLDFAST_BOOTSTRAP_TOKEN: bootstrapToken,
    PORT: String(port),
  };
  const facts: E2eServer = {
    baseUrl,
    databaseUrl: url,
    home,
    bootstrapToken,
    firstSignInLink: (await readFirstSignInLink(env)) ?? '',
    xemBaseUrl: simulator.env.XEM_BASE_URL,
    xemApiKey: simulator.env.XEM_API_KEY,
  };
  // Before the console answers, which is the sign for the tests to begin.
  writeFileSync(file, JSON.stringify(facts), { mode: 0o600 });
  const web = await parts.add(
    startWeb({ mode: 'start', port, host: '127.0.0.1', env, logFolder: undefined }),
  );
  await waitForWeb(web, port);
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

const { E2E_PORT: port, [e2eServerFile]: file } = process.env;
await runCommand(() => {
  if (!port || !file) throw refusal('Playwright starts this; run npx playwright test.');
  return serveTests(Number(port), file);
});
