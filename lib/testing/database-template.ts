import { createHash } from 'node:crypto';
import pg from 'pg';
import packageJson from '@/package.json' with { type: 'json' };
import { applyMigrations, readMigrations } from '@/scripts/lib/apply-migrations';

const folder = 'prisma/migrations';
const lockKey = 7_205_759_404;

/** Makes the migrated database that tests copy, once for each state of the migrations, and returns its name. */
export async function ensureTemplate(serverUrl: string): Promise<string> {
  const name = `template_${fingerprint()}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    const found = await client.query('select from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await buildTemplate(client, serverUrl, name);
    return name;
  } finally {
    await client.end();
  }
}

/** Built under another name, so that one which failed half-way is never taken for a template. */
async function buildTemplate(client: pg.Client, serverUrl: string, name: string): Promise<void> {
  const building = name.replace('template', 'building');
  await client.query(`drop database if exists ${building} with (force)`);
  await client.query(`create database ${building}`);
  await applyMigrations(databaseUrl(serverUrl, building), folder);
  await client.query(`alter database ${building} rename to ${name}`);
}

export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

function fingerprint(): string {
  const { migrationDirectories } = readMigrations(folder);
  // The job queue's own tables are part of the template.
  const state = JSON.stringify([migrationDirectories, packageJson.dependencies['graphile-worker']]);
  return createHash('sha256').update(state).digest('hex').slice(0, 16);
}
