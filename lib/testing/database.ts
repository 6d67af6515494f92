import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { databaseUrl } from '@/lib/testing/database-template';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server, the migrated database to copy, and a name that marks the copies of this run. */
    testDatabase: { serverUrl: string; template: string; run: string };
  }
}

export type TestDatabase = {
  url: string;
  /** Goes round the application, to arrange or to look. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
};

let current: Promise<TestDatabase> | undefined;

/** This test file's own database: migrated, empty, dropped after the run. */
export function testDatabase(): Promise<TestDatabase> {
  current ??= cloneTemplate();
  return current;
}

export async function testDatabaseUrl(): Promise<string> {
  return (await testDatabase()).url;
}

async function cloneTemplate(): Promise<TestDatabase> {
  const { serverUrl, template, run } = inject('testDatabase');
  const name = `clone_${run}_${randomBytes(5).toString('hex')}`;
  await ask(serverUrl, `create database ${name} template ${template}`);
  const url = databaseUrl(serverUrl, name);
  return { url, query: (sql, values) => ask(url, sql, values) };
}

async function ask<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(sql, values);
    return rows;
  } finally {
    await client.end();
  }
}
