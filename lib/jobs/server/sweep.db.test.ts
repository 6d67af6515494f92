import { Client } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { enqueue, jobKey } from '@/lib/jobs/server/enqueue';
import { sweep } from '@/lib/jobs/server/sweep';
import { WorkerLiveness } from '@/lib/jobs/server/worker-liveness';
import { sourceNames } from '@/lib/mirror/source';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testDatabaseUrl } from '@/lib/testing/database';

const db = await connectTestDatabase();

type Job = { key: string; locked_by: string | null };

const readJobs = (): Promise<Job[]> =>
  db.$queryRaw<Job[]>`SELECT key, locked_by FROM graphile_worker._private_jobs ORDER BY key`;

async function lockJob(key: string, workerId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE graphile_worker._private_jobs SET locked_by = ${workerId}, locked_at = now() WHERE key = ${key}`;
}

const lockOf = async (key: string) => (await readJobs()).find((job) => job.key === key)?.locked_by;

afterEach(async () => {
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

describe('sweep', () => {
  it('queues a poll for every source, once, however often it runs', async () => {
    await sweep(db);
    await sweep(db);
    const polls = (await readJobs()).filter(({ key }) => key.startsWith('poll_source:'));
    expect(polls.map(({ key }) => key)).toEqual(sourceNames.map((name) => `poll_source:${name}`).sort());
  });

  it('frees a job whose worker died, and leaves one whose worker lives', async () => {
    const liveness = new WorkerLiveness(await testDatabaseUrl(), () => {});
    await liveness.connect();
    await liveness.claim('worker-alive');
    await sweep(db);
    await lockJob('poll_source:agents', 'worker-alive');
    await lockJob('poll_source:health', 'worker-dead');

    await sweep(db);
    expect(await lockOf('poll_source:agents')).toBe('worker-alive');
    expect(await lockOf('poll_source:health')).toBeNull();

    await liveness.close();
    await expect.poll(() => lockIsFree('worker-alive')).toBe(true);
    await sweep(db);
    expect(await lockOf('poll_source:agents')).toBeNull();
  });

  it('queues a scope that XEM has not followed yet, and not one that is observed', async () => {
    const now = new Date();
    const scope = { workspaceId: '', desired: 'paused', requestedAt: now } as const;
    const open = await db.agentScope.create({
      data: { ...scope, agentId: 'agt_a', progress: 'unreachable' },
    });
    const done = await db.agentScope.create({ data: { ...scope, agentId: 'agt_b', progress: 'observed' } });
    const looking = await db.agentScope.create({
      data: { ...scope, agentId: 'agt_c', progress: 'unverifiable' },
    });
    await sweep(db);
    const keys = (await readJobs()).map(({ key }) => key);
    expect(keys).toContain(jobKey('reconcile_scope', { scopeId: open.id }));
    expect(keys).toContain(jobKey('reconcile_scope', { scopeId: looking.id }));
    expect(keys).not.toContain(jobKey('reconcile_scope', { scopeId: done.id }));
  });
});

describe('enqueue', () => {
  it('rolls back with the change it follows', async () => {
    const change = db.$transaction(async (tx) => {
      await enqueue(tx, 'forget_old', {}, { key: 'forget_old' });
      throw new Error('the change failed');
    });
    await expect(change).rejects.toThrow('the change failed');
    expect(await readJobs()).toEqual([]);
  });
});

async function lockIsFree(workerId: string): Promise<boolean> {
  const client = new Client({ connectionString: await testDatabaseUrl() });
  await client.connect();
  const { rows } = await client.query<{ held: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = hashtext($1)::oid) AS held`,
    [workerId],
  );
  await client.end();
  return rows[0]?.held === false;
}
