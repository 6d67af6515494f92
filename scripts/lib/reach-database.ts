import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { takeHome } from './home';
import { startEmbeddedPostgres } from './postgres/embedded-postgres';
import { readAccess } from './postgres/passwords';
import { refusal } from './refusal';

export type ReachedDatabase = { url: string; release(): Promise<void> };

/** The database of this installation for a command: the one in DATABASE_URL, else the embedded one, started if need be. */
export async function reachDatabase(purpose: string): Promise<ReachedDatabase> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, release: async () => undefined };
  const folder = resolve(process.env.HOLDFAST_HOME || '.holdfast');
  if (!existsSync(join(folder, 'database.json'))) {
    throw refusal(
      `There is no database in ${folder} yet; run npm start first, or name a database in DATABASE_URL.`,
    );
  }
  const { port, password } = readAccess(folder);
  const running = `postgresql://holdfast:${password}@127.0.0.1:${port}/holdfast`;
  if (port !== undefined && (await answers(running))) {
    return { url: running, release: async () => undefined };
  }
  const home = await takeHome(folder, purpose);
  const server = await startEmbeddedPostgres(home.path, 'durable');
  return {
    url: server.url,
    release: async () => {
      await server.stop();
      home.release();
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return true;
  } catch {
    // Not running, or another server took its port: then it is started.
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
