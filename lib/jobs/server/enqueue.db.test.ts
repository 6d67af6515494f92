import { afterEach, describe, expect, it } from 'vitest';
import { enqueue, enqueueMany } from '@/lib/jobs/server/enqueue';
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

type Job = { dueInSeconds: number; priority: number };

/** The one job that waits under this key. */
const readJob = async (key: string): Promise<Job | undefined> => {
  const [job] = await db.$queryRaw<Job[]>`
    SELECT round(extract(epoch FROM run_at - now()))::int AS "dueInSeconds", priority::int
    FROM graphile_worker._private_jobs WHERE key = ${key}`;
  return job;
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

describe('queueing one job', () => {
  const key = keyOf(first);
  const minuteMs = 60_000;
  const ask = (options: { afterMs?: number; isUrgent?: boolean }) =>
    enqueue(db, 'reconcile_scope', first, { key, ...options });

  it.each([
    ['does not postpone what somebody asked for earlier', minuteMs, 20 * minuteMs],
    ['moves forward what somebody wants sooner', 20 * minuteMs, minuteMs],
  ])('%s', async (_name, one, other) => {
    await ask({ afterMs: one });
    await ask({ afterMs: other });
    expect(await readJob(key)).toMatchObject({ dueInSeconds: 60 });
    expect(await countJobs(null)).toBe(1);
  });

  it('keeps the urgency that somebody gave it', async () => {
    await ask({ afterMs: minuteMs, isUrgent: true });
    const urgent = await readJob(key);
    await ask({ afterMs: 0 });
    expect(await readJob(key)).toEqual({ dueInSeconds: 0, priority: urgent?.priority });
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await ask({ afterMs: 0 });
    expect((await readJob(key))?.priority).toBeGreaterThan(urgent?.priority ?? 0);
  });

  it('does not postpone what somebody asks for in the same moment', async () => {
    const committed = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const stop = db.$transaction(async (tx) => {
      await enqueueMany(tx, 'reconcile_scope', [first]);
      begun.resolve();
      await committed.promise;
    });
    await begun.promise;
    const next = ask({ afterMs: 20 * minuteMs });
    await expect.poll(countBlocked).toBe(1);
    committed.resolve();
    await Promise.all([stop, next]);
    expect(await readJob(key)).toMatchObject({ dueInSeconds: 0 });
  });

  it('adds another where a worker has begun with what it saw before', async () => {
    await ask({ afterMs: 0 });
    await db.$executeRaw`UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'w'`;
    await ask({ afterMs: minuteMs });
    expect(await readJob(key)).toMatchObject({ dueInSeconds: 60 });
    expect(await countJobs(null)).toBe(2);
  });
});

const countBlocked = async () => {
  const rows = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return rows[0]?.count;
};
