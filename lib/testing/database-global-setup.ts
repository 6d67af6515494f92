import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { joinTestServer } from '@/lib/testing/database-server';
import { ensureTemplate } from '@/lib/testing/database-template';

export default async function setUpDatabases(project: TestProject): Promise<() => Promise<void>> {
  const server = await joinTestServer();
  const run = randomBytes(4).toString('hex');
  project.provide('testDatabase', { serverUrl: server.url, template: await ensureTemplate(server.url), run });
  return async () => {
    await dropClones(server.url, run);
    server.release();
  };
}

async function dropClones(serverUrl: string, run: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [`clone_${run}_`],
    );
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
  } finally {
    await client.end();
  }
}
