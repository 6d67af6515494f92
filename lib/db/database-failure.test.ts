import { describe, expect, it } from 'vitest';
import { connectDatabase } from '@/lib/db/client';
import { databaseFailure } from '@/lib/db/database-failure';

describe('a database that is away', () => {
  // Nothing listens on port 1.
  const db = connectDatabase('postgres://nobody@127.0.0.1:1/nothing');

  it.each([
    ['a read', () => db.user.findFirst()],
    ['plain SQL', () => db.$queryRaw`SELECT 1`],
    ['a transaction', () => db.$transaction((tx) => tx.user.findFirst())],
  ])('makes %s unavailable', async (_, ask) => {
    const error = await ask().catch((thrown: unknown) => thrown);
    expect(databaseFailure(error)).toMatchObject({ code: 'unavailable' });
  });

  it('is recognised inside the error of a library', async () => {
    const cause = await db.user.findFirst().catch((thrown: unknown) => thrown);
    expect(databaseFailure(new Error('no session', { cause }))).toMatchObject({ code: 'unavailable' });
  });
});

it('leaves other errors alone', () => {
  expect(databaseFailure(new Error('a bug'))).toBeNull();
  expect(databaseFailure('a string')).toBeNull();
});
