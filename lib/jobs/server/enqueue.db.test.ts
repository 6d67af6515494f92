import { afterEach, describe, expect, it } from 'vitest';
import { enqueueMany } from '@/lib/jobs/server/enqueue';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';

const db = await connectTestDatabase();

const payloads = Array.from({ length: 2_500 }, () => ({ scopeId: crypto.randomUUID() }));
const [first = { scopeId: '' }] = payloads;
const keyOf = ({ scopeId }: { scopeId: string }) => `reconcile_scope:${scopeId}`;

const countJobs = async (key: string | null) => {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM graphile_worker._private_jobs
    WHERE ${key}::text IS NULL OR key = ${key}`;
  return rows[0]?.count;
};

afterEach(() => db.$executeRaw`DELETE FROM graphile_worker._private_jobs`);

describe('queueing many jobs', () => {
  it('adds one a payload, and moves those that wait already', async () => {
    await enqueueMany(db, 'reconcile_scope', payloads);
    await enqueueMany(db, 'reconcile_scope', payloads);
    expect(await countJobs(null)).toBe(2_500);
    expect(await countJobs(keyOf(first))).toBe(1);
    expect(
      await db.$queryRaw`
      SELECT payload FROM graphile_worker._private_jobs WHERE key = ${keyOf(first)}`,
    ).toEqual([{ payload: first }]);
  });

  it('adds another where a worker has begun with what it saw before', async () => {
    await enqueueMany(db, 'reconcile_scope', [first]);
    await db.$executeRaw`UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'w'`;
    await enqueueMany(db, 'reconcile_scope', [first]);
    expect(await countJobs(null)).toBe(2);
    expect(await countJobs(keyOf(first))).toBe(1);
  });

  it('queues nothing for nothing', async () => {
    await enqueueMany(db, 'reconcile_scope', []);
    expect(await countJobs(null)).toBe(0);
  });
});
