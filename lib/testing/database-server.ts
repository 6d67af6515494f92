import { spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { takeLease } from '@/scripts/lib/test-server/leases';
import { readNotice } from '@/scripts/lib/test-server/notice';

const patienceMs = 90_000;

export type TestServer = {
  /** On a maintenance database, for a role that may create databases. */
  url: string;
  release(): void;
};

/**
 * A PostgreSQL for tests, shared by all runs in this checkout: started by the first, stopped after the last.
 * `TEST_DATABASE_URL` names another server to use instead.
 */
export async function joinTestServer(): Promise<TestServer> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, release: () => undefined };
  const home = resolve('.holdfast/test');
  mkdirSync(home, { recursive: true });
  const lease = takeLease(home);
  const deadline = Date.now() + patienceMs;
  for (let keeper: Keeper | undefined; Date.now() < deadline; await delay(50)) {
    const notice = readNotice(home);
    if (notice) return { url: notice.url, release: lease.release };
    // One that ends without a notice met another that was just starting or stopping.
    if (keeper === undefined || keeper.hasEnded()) keeper = startKeeper(home);
  }
  lease.release();
  throw new Error(`PostgreSQL for tests did not start; see ${join(home, 'keeper.log')}`);
}

type Keeper = { hasEnded(): boolean };

function startKeeper(home: string): Keeper {
  const log = openSync(join(home, 'keeper.log'), 'a');
  const child = spawn(
    join('node_modules', '.bin', 'node'),
    ['--conditions=react-server', '--import', 'tsx', 'scripts/test-postgres.ts', home],
    { detached: true, stdio: ['ignore', log, log] },
  );
  child.unref();
  return { hasEnded: () => child.exitCode !== null || child.signalCode !== null };
}
