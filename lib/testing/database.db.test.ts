import { describe, expect, it } from 'vitest';
import { testDatabase } from '@/lib/testing/database';

describe('the database of a test file', () => {
  it('is migrated and empty', async () => {
    const database = await testDatabase();
    expect(await database.query('select id from "Incident"')).toEqual([]);
  });

  it('is the one the application finds in its settings', async () => {
    const database = await testDatabase();
    expect(process.env.DATABASE_URL).toBe(database.url);
  });
});
