import { afterAll } from 'vitest';
import { connectDatabase, type Database } from '@/lib/db/client';
import { testDatabaseUrl } from '@/lib/testing/database';

/** The application's own client on this test file's database; closed when the file is done. Call it at the top level. */
export async function connectTestDatabase(): Promise<Database> {
  const db = connectDatabase(await testDatabaseUrl());
  afterAll(() => db.$disconnect());
  return db;
}
