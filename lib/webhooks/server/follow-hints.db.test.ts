import { beforeEach, describe, expect, test } from 'vitest';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { signedWebhook } from '@/lib/testing/signed-webhook';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';
import { unreachableXem } from '@/lib/testing/test-context';
import { followHints } from '@/lib/webhooks/server/follow-hints';
import { createIntake } from '@/lib/webhooks/server/intake';
import { receiveWebhook } from '@/lib/webhooks/server/receive-webhook';
import type { Xem } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const secret = 'a-secret-that-both-sides-know';
const newId = () => `evt_${crypto.randomUUID()}`;

async function receive(type: string, data: Record<string, unknown>, id = newId()): Promise<string> {
  const context = fleet.as('admin');
  const intake = createIntake(context, {
    HOLDFAST_SECRET: 'x'.repeat(32),
    XEM_WEBHOOK_SECRET: [secret],
    XEM_PROFILE: 'xerotier',
    XEM_CONTRACT_FILE: undefined,
  });
  const body = JSON.stringify({ id, object: 'event', type, created_at: 1_782_000_000, data });
  const { eventId } = await receiveWebhook(
    intake,
    signedWebhook({ body, secret, sentAt: context.clock.now() }),
  );
  await intake.ledger.written();
  return eventId;
}

const find = (eventId: string) => db.webhookDelivery.findUniqueOrThrow({ where: { eventId } });

/** A call that runs, and that the mirror has not seen. */
async function begin(toolName = 'kubectl_get') {
  const agent = await db.agent.findFirstOrThrow({ where: { tools: { has: toolName } } });
  const invocationId = fleet.simulator().controls.invoke({
    agentId: agent.agentId,
    workspaceId: agent.workspaceIds[0] ?? '',
    toolName,
    requestedBy: 'test',
    durationMs: 60_000,
  });
  fleet.clock.advance(1_000);
  const { executionId } = await fleet.xem().showInvocation(invocationId);
  return { invocationId, executionId: executionId ?? '' };
}

beforeEach(async () => {
  await fleet.mirror();
  await db.webhookDelivery.deleteMany();
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

describe('following', () => {
  test('an event brings the call and its execution into the mirror before any poll', async () => {
    const { invocationId, executionId } = await begin();
    const eventId = await receive('exec.dispatched', { invocation_id: invocationId });
    expect(await followHints(fleet.as('admin'))).toEqual({ hasNews: true, againAfterMs: null });
    expect(await find(eventId)).toMatchObject({ fate: 'applied', dueAt: null, settledAt: fleet.clock.now() });
    expect(await db.invocation.count({ where: { invocationId } })).toBe(1);
    expect(await db.execution.count({ where: { executionId, status: 'running' } })).toBe(1);
  });

  test('what the mirror has already seen is nothing new', async () => {
    const { invocationId } = await begin();
    await fleet.mirror();
    const eventId = await receive('exec.dispatched', { invocation: { id: invocationId } });
    expect(await followHints(fleet.as('admin'))).toEqual({ hasNews: false, againAfterMs: null });
    expect((await find(eventId)).fate).toBe('nothing_new');
  });

  test('old news in any order ends in what XEM says now', async () => {
    const { invocationId, executionId } = await begin();
    fleet.clock.advance(61_000);
    await receive('exec.completed', { invocation_id: invocationId, execution_id: executionId });
    await receive('exec.dispatched', { invocation_id: invocationId });
    await followHints(fleet.as('admin'));
    await receive('exec.dispatched', { invocation_id: invocationId });
    await followHints(fleet.as('admin'));
    const row = await db.execution.findFirstOrThrow({ where: { executionId } });
    expect(['completed', 'failed', 'timeout']).toContain(row.status);
  });

  test('an answer that was asked for before a newer one was stored changes nothing', async () => {
    const { invocationId, executionId } = await begin();
    const before = await fleet.xem().showExecution(executionId);
    const slow: Xem = {
      ...fleet.xem(),
      async showExecution() {
        // While this answer is on its way, the call ends and a poll sees it.
        fleet.clock.advance(61_000);
        await fleet.mirror();
        return before;
      },
    };
    await receive('exec.dispatched', { invocation_id: invocationId });
    await followHints({ ...fleet.as('admin'), xem: slow });
    const row = await db.execution.findFirstOrThrow({ where: { executionId } });
    expect(row.status).not.toBe('running');
  });

  test('an approval is read by its id', async () => {
    const { invocationId } = await begin('kubectl_drain');
    const { approvalId } = await fleet.xem().showInvocation(invocationId);
    await receive('exec.approval_requested', { approval_id: approvalId, invocation_id: invocationId });
    await followHints(fleet.as('admin'));
    expect(await db.approval.count({ where: { approvalId: approvalId ?? '' } })).toBe(1);
  });

  test('an agent, and what names nothing, has its list polled at once', async () => {
    fleet.clock.advance(2_000);
    const later = new Date(Date.now() + 60_000);
    await db.$queryRaw`SELECT id::text FROM graphile_worker.add_job('poll_source', '{"source":"agents"}'::json,
      run_at => ${later}::timestamptz, job_key => 'poll_source:agents')`;
    const offline = await receive('exec.agent_offline', { agent_id: 'agt_1' });
    const bare = await receive('exec.failed', {});
    await followHints(fleet.as('admin'));
    for (const eventId of [offline, bare]) expect((await find(eventId)).fate).toBe('polled');
    const jobs = await db.$queryRaw<{ key: string; run_at: Date }[]>`
      SELECT key, run_at FROM graphile_worker._private_jobs WHERE key LIKE 'poll_source:%' ORDER BY key`;
    expect(jobs.map(({ key }) => key)).toEqual(
      ['agents', 'executions', 'invocations'].map((source) => `poll_source:${source}`),
    );
    for (const { run_at } of jobs) expect(run_at.getTime()).toBeLessThan(later.getTime());
  });

  test('a burst about one call asks XEM once', async () => {
    const { invocationId } = await begin();
    let asked = 0;
    const xem: Xem = {
      ...fleet.xem(),
      showInvocation: (id) => {
        asked += 1;
        return fleet.xem().showInvocation(id);
      },
    };
    for (let count = 0; count < 8; count += 1)
      await receive('exec.dispatched', { invocation_id: invocationId });
    await followHints({ ...fleet.as('admin'), xem });
    expect(asked).toBe(1);
    expect(await db.webhookDelivery.count({ where: { fate: 'applied' } })).toBe(8);
  });
});

describe('trouble', () => {
  test('while XEM is out of reach hints wait, one call finds it out, and they are followed later', async () => {
    const { invocationId } = await begin();
    const eventId = await receive('exec.dispatched', { invocation_id: invocationId });
    const { againAfterMs } = await followHints({ ...fleet.as('admin'), xem: unreachableXem });
    expect(againAfterMs).toBe(1_000);
    expect(await find(eventId)).toMatchObject({
      fate: 'pending',
      fateReason: expect.stringContaining('reach'),
    });
    fleet.clock.advance(1_000);
    await followHints(fleet.as('admin'));
    expect((await find(eventId)).fate).toBe('applied');
  });

  test('what XEM never knows fails in the end, and says so', async () => {
    const eventId = await receive('exec.dispatched', { invocation_id: 'inv_nobody' });
    for (let count = 0; count < 3; count += 1) {
      await followHints(fleet.as('admin'));
      fleet.clock.advance(1_000);
    }
    expect(await find(eventId)).toMatchObject({
      fate: 'failed',
      fateReason: 'XEM does not know inv_nobody.',
    });
  });

  test('a worker that died while it was at it loses nothing', async () => {
    const { invocationId } = await begin();
    const eventId = await receive('exec.dispatched', { invocation_id: invocationId });
    const dying: Xem = { ...fleet.xem(), showInvocation: () => new Promise(() => {}) };
    void followHints({ ...fleet.as('admin'), xem: dying });
    await expect.poll(async () => (await find(eventId)).attemptCount).toBe(1);
    expect(await followHints(fleet.as('admin'))).toMatchObject({ hasNews: false, againAfterMs: 60_000 });
    fleet.clock.advance(60_000);
    await followHints(fleet.as('admin'));
    expect(await find(eventId)).toMatchObject({ fate: 'applied', attemptCount: 2 });
  });

  test('an object that cannot be stored holds up no other, and fails in the end', async () => {
    const { invocationId } = await begin();
    const poisoned: Xem = {
      ...fleet.xem(),
      async showInvocation(id) {
        const shown = await fleet.xem().showInvocation(invocationId);
        return id === invocationId ? shown : { ...shown, invocationId: id, workspaceId: {} as string };
      },
    };
    const poison = await receive('exec.dispatched', { invocation_id: 'inv_poison' });
    const sound = await receive('exec.dispatched', { invocation_id: invocationId });
    for (let count = 0; count < 8; count += 1) {
      await followHints({ ...fleet.as('admin'), xem: poisoned });
      fleet.clock.advance(60_000);
    }
    expect((await find(sound)).fate).toBe('applied');
    expect(await find(poison)).toMatchObject({
      fate: 'failed',
      attemptCount: 6,
      fateReason: expect.stringMatching(/^Holdfast failed/),
    });
  });

  test('two workers at once settle each event once', async () => {
    const { invocationId } = await begin();
    for (let count = 0; count < 6; count += 1)
      await receive('exec.dispatched', { invocation_id: invocationId });
    await Promise.all([followHints(fleet.as('admin')), followHints(fleet.as('admin'))]);
    const rows = await db.webhookDelivery.findMany({ select: { attemptCount: true, dueAt: true } });
    expect(rows).toEqual(Array(6).fill({ attemptCount: 1, dueAt: null }));
  });
});
