import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { takeHome } from './lib/home';
import { startEmbeddedPostgres } from './lib/postgres/embedded-postgres';
import { choosePlace } from './lib/postgres/place';
import { identifyProcess } from './lib/process-lock.mjs';
import { runCommand } from './lib/run-command';
import { dropLeftovers } from './lib/test-server/drop-leftovers';
import { hasLiveLease } from './lib/test-server/leases';
import { removeNotice, writeNotice } from './lib/test-server/notice';

const lookEveryMs = 300;

/** Keeps the PostgreSQL of test runs up while any of them holds a lease, and leaves nothing behind after the last. */
async function keepTestServer(folder: string): Promise<number> {
  const home = await takeHome(folder, 'PostgreSQL for tests');
  const server = await startOrRebuild(home.path);
  await allowNewDatabases(server.adminUrl);
  await dropLeftovers(server.adminUrl);
  const keeper = identifyProcess(process.pid);
  if (!keeper) throw new Error('This process can not identify itself');
  do {
    writeNotice(home.path, { keeper, url: server.url });
    while (hasLiveLease(home.path)) await delay(lookEveryMs);
    removeNotice(home.path);
    // Whoever took a lease before the notice went away relies on it; whoever comes later starts a keeper of their own.
  } while (hasLiveLease(home.path));
  await server.stop();
  forgetOutside(home.path);
  home.release();
  return 0;
}

/** Its data may be broken after a power cut, because nothing is flushed, and are worth nothing. */
async function startOrRebuild(home: string) {
  try {
    return await startEmbeddedPostgres(home, 'disposable');
  } catch {
    rmSync(choosePlace(home).dataFolder, { recursive: true, force: true });
    rmSync(join(home, 'database.json'), { force: true });
    return await startEmbeddedPostgres(home, 'disposable');
  }
}

/** Data outside the checkout would outlive it. */
function forgetOutside(home: string): void {
  const { dataFolder } = choosePlace(home);
  if (!dataFolder.startsWith(home)) rmSync(dirname(dataFolder), { recursive: true, force: true });
}

async function allowNewDatabases(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query('alter role holdfast createdb');
  await client.end();
}

const [folder] = process.argv.slice(2);
await runCommand(() => keepTestServer(folder ?? '.holdfast/test'));
