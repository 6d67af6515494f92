import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { connectDatabase, type Database } from '@/lib/db/client';
import { joinTestServer } from '@/lib/testing/database-server';
import { databaseUrl, ensureTemplate } from '@/lib/testing/database-template';

export type ScratchDatabase = { db: Database; sql: pg.Client; url: string };

/** A migrated database of its own, through the application's client and through bare pg; gone when `use` is done. */
export async function withScratchDatabase<Result>(
  use: (scratch: ScratchDatabase) => Promise<Result>,
): Promise<Result> {
  const server = await joinTestServer();
  const name = `clone_scratch_${randomBytes(5).toString('hex')}`;
  const url = databaseUrl(server.url, name);
  const maintenance = new pg.Client({ connectionString: server.url });
  await maintenance.connect();
  try {
    await maintenance.query(`create database ${name} template ${await ensureTemplate(server.url)}`);
    // Before any module of the application reads its settings.
    Object.assign(process.env, { DATABASE_URL: url, HOLDFAST_SECRET: randomBytes(32).toString('hex') });
    const db = connectDatabase(url);
    const sql = new pg.Client({ connectionString: url });
    await sql.connect();
    try {
      return await use({ db, sql, url });
    } finally {
      await sql.end();
      await db.$disconnect();
    }
  } finally {
    await maintenance.query(`drop database if exists ${name} with (force)`);
    await maintenance.end();
    server.release();
  }
}
