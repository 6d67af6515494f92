import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { applyMigrations } from '@/scripts/lib/apply-migrations';
import { startEmbeddedPostgres } from '@/scripts/lib/postgres/embedded-postgres';
import { choosePlace } from '@/scripts/lib/postgres/place';

export type OwnPostgres = {
  url: string;
  /** Ends it without a checkpoint, as a crash would, and starts it again at the same address. */
  crashAndRestart(): Promise<void>;
  stop(): Promise<void>;
};

/** A migrated PostgreSQL for one test file that wants to break it. What it has committed is on disk. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const home = mkdtempSync(join(tmpdir(), 'holdfast-postgres-'));
  // Its account has to pass.
  chmodSync(home, 0o711);
  let server = await startEmbeddedPostgres(home, 'durable');
  const { dataFolder } = choosePlace(home);
  const pid = () => Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  let current = pid();
  const endWithUs = () => process.kill(current, 'SIGQUIT');
  process.once('exit', endWithUs);
  await applyMigrations(server.url, 'prisma/migrations');
  return {
    url: server.url,
    async crashAndRestart() {
      process.kill(current, 'SIGQUIT');
      await server.exited;
      server = await startEmbeddedPostgres(home, 'durable');
      current = pid();
    },
    async stop() {
      process.removeListener('exit', endWithUs);
      await server.stop();
      if (!dataFolder.startsWith(home)) rmSync(dirname(dataFolder), { recursive: true, force: true });
      rmSync(home, { recursive: true, force: true });
    },
  };
}
