import { beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { sweep } from '@/lib/jobs/server/sweep';
import { advanceBackfill } from '@/lib/mirror/server/advance-backfill';
import { cancelBackfill } from '@/lib/mirror/server/cancel-backfill';
import { pollSource } from '@/lib/mirror/server/poll-source';
import { readBackfill } from '@/lib/mirror/server/read-backfill';
import { readBackfills } from '@/lib/mirror/server/read-backfills';
import { readMirror } from '@/lib/mirror/server/read-mirror';
import { requestBackfill } from '@/lib/mirror/server/request-backfill';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { type SimulatorServer, startSimulatorServer } from '@/lib/testing/simulator-server';
import { testContext } from '@/lib/testing/test-context';
import { connectXem } from '@/lib/xem/connect';
import type { Xem } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const clock = manualClock(new Date());
let server: SimulatorServer;
let xem: Xem;
let context: Context;
const withXem = (overrides: Partial<Xem>): Context => ({ ...context, xem: { ...xem, ...overrides } });

beforeEach(async () => {
  server = await startSimulatorServer({ clock });
  xem = connectXem({ XEM_BASE_URL: server.baseUrl, XEM_API_KEY: server.keys.all });
  context = testContext(db, { xem, clock, role: 'commander', name: 'Ada' });
  await db.execution.deleteMany();
  await db.backfill.deleteMany();
  await db.sourceFreshness.deleteMany();
  return () => server.close();
});

/** Runs, one a minute, of which the mirror has lost all but the newest; returns when the first began. */
async function arrangeLostHistory(count: number): Promise<Date> {
  const beganAt = clock.now();
  run(count);
  while ((await pollSource(context, 'executions')).nextAfterMs === 0);
  await db.execution.deleteMany({ where: { occurredAt: { lt: new Date(clock.now().getTime() - 600_000) } } });
  return beganAt;
}

/** Runs that end at once, one a minute. */
function run(count: number): void {
  for (let made = 0; made < count; made += 1) {
    server.simulator.controls.invoke({
      agentId: 'agt_xem_fleet_01',
      workspaceId: 'ws_3b7e90d25c18',
      toolName: 'openstack_server_list',
      requestedBy: 'ada',
      durationMs: 10,
    });
    clock.advance(60_000);
  }
}

async function advanceUntilOver(from: Context, backfillId: string): Promise<void> {
  for (let count = 0; count < 50; count += 1) {
    if ((await advanceBackfill(from, backfillId)).againAfterMs === null) return;
  }
  throw new Error('the back-fill never ended');
}

describe('a back-fill', () => {
  it('brings what is missing, and says how far it has come', async () => {
    const beganAt = await arrangeLostHistory(250);
    expect(await db.execution.count()).toBeLessThan(20);
    const { backfillId, state } = await requestBackfill(context, { since: beganAt.toISOString() });
    expect(state).toBe('queued');
    await advanceUntilOver(context, backfillId);
    expect(await db.execution.count()).toBe(250);
    const done = await readBackfill(context, { backfillId });
    expect(done).toMatchObject({ state: 'done', rowsRead: 250, requestedByName: 'Ada' });
    expect(done.rowsStored).toBeGreaterThan(230);
    const oldest = await db.execution.findFirstOrThrow({ orderBy: { occurredAt: 'asc' } });
    expect(done.oldestReachedAt).toBe(oldest.occurredAt.toISOString());
    expect(await readMirror(context)).toMatchObject({ oldestExecutionAt: done.oldestReachedAt });
  });

  it('leaves out a row that cannot be stored, and brings all others', async () => {
    const beganAt = await arrangeLostHistory(150);
    const { backfillId } = await requestBackfill(context, { since: beganAt.toISOString() });
    const tooDeep = Array.from({ length: 20_000 }).reduce<unknown>((inner) => [inner], 'deep');
    const poisoned = withXem({
      listExecutions: async (page) => {
        const real = await xem.listExecutions(page);
        return {
          ...real,
          items: real.items.map((it, at) => (at === 40 ? { ...it, arguments: tooDeep } : it)),
        };
      },
    });
    await advanceUntilOver(poisoned, backfillId);
    expect(await readBackfill(context, { backfillId })).toMatchObject({ state: 'done', rowsRead: 150 });
    expect(await db.execution.count()).toBe(148);
  });

  it('is not ended by one answer with a wrong clock', async () => {
    const beganAt = await arrangeLostHistory(450);
    const { backfillId } = await requestBackfill(context, { since: beganAt.toISOString() });
    let asked = 0;
    const skewed = withXem({
      listExecutions: async (page) => {
        const path = '/exec/executions';
        asked += 1;
        if (asked === 2)
          server.simulator.faults.inject({ path, kind: 'skewed', skewMs: -86_400_000, times: 1 });
        return xem.listExecutions(page);
      },
    });
    await advanceUntilOver(skewed, backfillId);
    expect(await db.execution.count()).toBe(450);
  });

  it('fails, and says how deep the list goes, where XEM refuses the same place again and again', async () => {
    const beganAt = await arrangeLostHistory(450);
    const { backfillId } = await requestBackfill(context, { since: beganAt.toISOString() });
    let refused = 0;
    let page = 0;
    const shallow = withXem({
      listExecutions: async (request) => {
        page = request.after === undefined ? 1 : page + 1;
        if (page <= 2) return xem.listExecutions(request);
        refused += 1;
        throw new AppError('xem_rejected', 'too deep', { details: { httpStatus: 400 } });
      },
    });
    await advanceUntilOver(shallow, backfillId);
    expect(refused).toBe(4);
    expect(await readBackfill(context, { backfillId })).toMatchObject({
      state: 'failed',
      errorMessage: expect.stringMatching(/goes back to 20.* and no deeper/),
    });
  });

  it('reads no further than a page beyond what it was asked for', async () => {
    await arrangeLostHistory(400);
    const since = new Date(clock.now().getTime() - 150 * 60_000);
    const { backfillId } = await requestBackfill(context, { since: since.toISOString() });
    await advanceUntilOver(context, backfillId);
    expect(await readBackfill(context, { backfillId })).toMatchObject({ state: 'done', rowsRead: 300 });
    expect(await db.execution.count({ where: { occurredAt: { gte: since } } })).toBe(150);
  });

  it('goes on where it was cut off, page by page', async () => {
    const beganAt = await arrangeLostHistory(450);
    const { backfillId } = await requestBackfill(context, { since: beganAt.toISOString() });
    let asked = 0;
    const failing = withXem({
      listExecutions: async (page) => {
        asked += 1;
        if (asked === 3) throw new AppError('xem_unreachable', 'cut off');
        return xem.listExecutions(page);
      },
    });
    expect((await advanceBackfill(failing, backfillId)).againAfterMs).toBeGreaterThan(1_000);
    expect(await readBackfill(context, { backfillId })).toMatchObject({
      state: 'running',
      rowsRead: 200,
      failureCount: 1,
      errorMessage: 'cut off',
    });
    await advanceUntilOver(failing, backfillId);
    expect(asked).toBe(6);
    expect(await db.execution.count()).toBe(450);
    expect(await readBackfill(context, { backfillId })).toMatchObject({
      state: 'done',
      rowsRead: 450,
      failureCount: 0,
      errorMessage: null,
    });
  });

  it.each([100, 150, 199])(
    'misses nothing of a list that only counts, when %i runs begin between two of its pages',
    async (count) => {
      await server.close();
      server = await startSimulatorServer({ clock, variants: { lists: 'offset-alone' } });
      xem = connectXem({ XEM_BASE_URL: server.baseUrl, XEM_API_KEY: server.keys.all });
      context = withXem({});
      const beganAt = await arrangeLostHistory(650);
      const { backfillId } = await requestBackfill(context, { since: beganAt.toISOString() });
      let asked = 0;
      const busy = withXem({
        listExecutions: async (page) => {
          asked += 1;
          if (asked === 3) run(count);
          return xem.listExecutions(page);
        },
      });
      await advanceUntilOver(busy, backfillId);
      expect(await readBackfill(context, { backfillId })).toMatchObject({ state: 'done' });
      const lost = { occurredAt: { lt: new Date(beganAt.getTime() + 650 * 60_000) } };
      expect(await db.execution.count({ where: lost })).toBe(650);
    },
  );

  it('begins at the top again when XEM has forgotten the place', async () => {
    const beganAt = await arrangeLostHistory(250);
    const { backfillId } = await requestBackfill(context, { since: beganAt.toISOString() });
    let refused = 0;
    const forgetful = withXem({
      listExecutions: async (page) => {
        if (page.after === undefined || refused > 0) return xem.listExecutions(page);
        refused += 1;
        throw new AppError('xem_rejected', 'no such cursor', { details: { httpStatus: 400 } });
      },
    });
    await advanceUntilOver(forgetful, backfillId);
    expect(await db.execution.count()).toBe(250);
    expect(await readBackfill(context, { backfillId })).toMatchObject({ state: 'done', rowsRead: 350 });
  });

  it('fails for good when its pages cannot be read for long', async () => {
    const beganAt = await arrangeLostHistory(30);
    const { backfillId } = await requestBackfill(context, { since: beganAt.toISOString() });
    const broken = withXem({
      listExecutions: async () => {
        throw new AppError('xem_rejected', 'too deep');
      },
    });
    await advanceUntilOver(broken, backfillId);
    expect(await readBackfill(context, { backfillId })).toMatchObject({
      state: 'failed',
      errorMessage: 'too deep',
      endedAt: clock.now().toISOString(),
    });
  });

  it('waits while the newest executions are behind or XEM is silent, and says so', async () => {
    const beganAt = await arrangeLostHistory(30);
    const { backfillId } = await requestBackfill(context, { since: beganAt.toISOString() });
    const where = { source: 'executions' };
    const before = await db.sourceFreshness.findUniqueOrThrow({ where });
    await db.sourceFreshness.update({ where, data: { consecutiveFailures: 2 } });
    expect((await advanceBackfill(context, backfillId)).againAfterMs).toBeGreaterThan(0);
    expect(await readBackfill(context, { backfillId })).toMatchObject({
      state: 'queued',
      waitingFor: 'XEM to answer',
    });
    const behind = { ...(before.cursor as object), isBehind: true };
    await db.sourceFreshness.update({ where, data: { consecutiveFailures: 0, cursor: behind } });
    await advanceBackfill(context, backfillId);
    expect((await readBackfill(context, { backfillId })).waitingFor).toContain('newest executions');
    await db.sourceFreshness.update({ where, data: { cursor: before.cursor ?? {} } });
    await advanceUntilOver(context, backfillId);
    expect(await readBackfill(context, { backfillId })).toMatchObject({ state: 'done', waitingFor: null });
  });

  it('stores each page once when two workers advance it', async () => {
    const beganAt = await arrangeLostHistory(350);
    const { backfillId } = await requestBackfill(context, { since: beganAt.toISOString() });
    await Promise.all([advanceUntilOver(context, backfillId), advanceUntilOver(context, backfillId)]);
    expect(await readBackfill(context, { backfillId })).toMatchObject({ state: 'done', rowsRead: 350 });
    expect(await db.execution.count()).toBe(350);
  });
});

describe('asking for a back-fill', () => {
  const since = () => new Date(clock.now().getTime() - 86_400_000).toISOString();

  it('needs a commander, and so does cancelling', async () => {
    const responder = testContext(db, { role: 'responder', clock });
    await expect(requestBackfill(responder, { since: since() })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    const { backfillId } = await requestBackfill(context, { since: since() });
    await expect(cancelBackfill(responder, { backfillId })).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it('is refused while one is at work, also in the same moment', async () => {
    const asked = await Promise.allSettled([
      requestBackfill(context, { since: since() }),
      requestBackfill(context, { since: since() }),
      requestBackfill(context, { since: since() }),
    ]);
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await readBackfills(context, { limit: 20 })).data).toHaveLength(1);
    await expect(requestBackfill(context, { since: since() })).rejects.toMatchObject({
      code: 'conflict',
      userMessage: expect.stringContaining('Ada'),
    });
  });

  it.each([
    ['what is not kept anyway', () => new Date(clock.now().getTime() - 401 * 86_400_000), /400 days/],
    ['the future', () => new Date(clock.now().getTime() + 1_000), /past/],
  ])('is refused for %s', async (_what, at, sentence) => {
    await expect(requestBackfill(context, { since: at().toISOString() })).rejects.toMatchObject({
      code: 'invalid_input',
      userMessage: expect.stringMatching(sentence),
    });
  });

  it('is queued again by the sweep for as long as it is not over', async () => {
    const { backfillId } = await requestBackfill(context, { since: since() });
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await sweep(db);
    const queued = () => db.$queryRaw<{ key: string }[]>`
      SELECT key FROM graphile_worker.jobs WHERE key = ${`advance_backfill:${backfillId}`}`;
    expect(await queued()).toHaveLength(1);
    await cancelBackfill(context, { backfillId });
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await sweep(db);
    expect(await queued()).toEqual([]);
  });
});

describe('cancelling a back-fill', () => {
  it('ends it, once, and another can be asked for', async () => {
    const beganAt = (await arrangeLostHistory(30)).toISOString();
    const { backfillId } = await requestBackfill(context, { since: beganAt });
    expect(await cancelBackfill(context, { backfillId })).toMatchObject({
      state: 'cancelled',
      endedByName: 'Ada',
    });
    expect(await advanceBackfill(context, backfillId)).toEqual({ againAfterMs: null });
    expect(await readBackfill(context, { backfillId })).toMatchObject({ state: 'cancelled', rowsRead: 0 });
    await expect(cancelBackfill(context, { backfillId })).rejects.toMatchObject({ code: 'conflict' });
    expect(await requestBackfill(context, { since: beganAt })).toMatchObject({ state: 'queued' });
  });

  it('stops one that is reading at this moment', async () => {
    const beganAt = await arrangeLostHistory(350);
    const { backfillId } = await requestBackfill(context, { since: beganAt.toISOString() });
    const cancelling = withXem({
      listExecutions: async (page) => {
        if (page.after !== undefined) await cancelBackfill(context, { backfillId });
        return xem.listExecutions(page);
      },
    });
    expect(await advanceBackfill(cancelling, backfillId)).toEqual({ againAfterMs: null });
    expect(await readBackfill(context, { backfillId })).toMatchObject({ state: 'cancelled', rowsRead: 100 });
  });

  it('is not possible for one that does not exist', async () => {
    const backfillId = crypto.randomUUID();
    await expect(cancelBackfill(context, { backfillId })).rejects.toMatchObject({ code: 'not_found' });
  });
});
