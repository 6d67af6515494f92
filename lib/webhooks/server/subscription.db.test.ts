import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readEnv } from '@/lib/env';
import { pollSource } from '@/lib/mirror/server/poll-source';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';
import { unreachableXem } from '@/lib/testing/test-context';
import { createSubscription } from '@/lib/webhooks/server/create-subscription';
import { endSubscription } from '@/lib/webhooks/server/end-subscription';
import { followHints } from '@/lib/webhooks/server/follow-hints';
import { createIntake } from '@/lib/webhooks/server/intake';
import { readIntake } from '@/lib/webhooks/server/read-intake';
import { readSubscriptionCheck } from '@/lib/webhooks/server/read-subscription-check';
import { receiveWebhook } from '@/lib/webhooks/server/receive-webhook';
import { rotateSubscription } from '@/lib/webhooks/server/rotate-subscription';
import { testSubscription } from '@/lib/webhooks/server/test-subscription';
import type { Xem } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);

/** Holdfast's address, which hands on to the intake under test. */
const statuses: number[] = [];
const server = createServer(async (request, response) => {
  const body = new Uint8Array(Buffer.concat(await request.toArray()));
  const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const status = await receiveWebhook(
    intake,
    new Request('http://localhost', { method: 'POST', body, headers }),
  ).then(
    () => 200,
    () => 403,
  );
  statuses.push(status);
  response.writeHead(status).end();
});
/** XEM signs by the real time. */
let aheadMs = 0;
const intakeTime = { now: () => new Date(Date.now() + aheadMs) };
let intake: ReturnType<typeof createIntake>;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.HOLDFAST_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.XEM_WEBHOOK_SECRET = '';
  intake = createIntake({ ...fleet.as('admin'), clock: intakeTime }, readEnv());
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  for (const { webhookId } of (await fleet.xem().listWebhooks({})).items)
    await fleet.xem().deleteWebhook(webhookId);
  await intake.ledger.written();
  await db.webhookSubscription.deleteMany();
  await db.webhookDelivery.deleteMany();
  statuses.length = 0;
});

const slots = async () =>
  (
    await db.webhookSubscription.findMany({ where: { slot: { not: null } }, orderBy: { requestedAt: 'asc' } })
  ).map(({ slot, xemWebhookId }) => [slot, xemWebhookId]);
const actionsOf = async (subjectId: string) =>
  (await db.auditEntry.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  );

describe('a subscription of our own', () => {
  test('is made, its secret is sealed, a test arrives, and XEM says that all is well', async () => {
    const made = await createSubscription(fleet.as('admin', { name: 'Ada' }));
    expect(made).toMatchObject({ slot: 'current', hasSecret: true, requestedBy: 'Ada', failure: null });
    const webhookId = made.webhookId ?? '';
    const row = await db.webhookSubscription.findUniqueOrThrow({ where: { id: made.subscriptionId } });
    expect(row.sealedSecret).toMatch(/^[A-Za-z0-9+/=]{60,}$/);
    expect(JSON.stringify(made)).not.toMatch(/secret":"/);
    await testSubscription(fleet.as('admin'), { webhookId });
    expect(statuses).toEqual([200]);
    expect(await db.webhookDelivery.findMany()).toMatchObject([
      {
        type: 'webhook.test',
        fate: 'ignored',
        fateReason: 'A test: it arrived.',
        signedBy: made.subscriptionId,
      },
    ]);
    expect(await readSubscriptionCheck(fleet.as('viewer'))).toMatchObject({
      found: [{ webhookId, slot: 'current', isActive: true, missingEvents: [] }],
      lost: [],
    });
    expect(await actionsOf(webhookId)).toEqual(['webhook_created', 'webhook_tested']);
  });

  test('is made once, however often it is asked for at once', async () => {
    const asked = await Promise.allSettled([1, 2, 3].map(() => createSubscription(fleet.as('admin'))));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const it of asked) {
      if (it.status === 'rejected') expect(it.reason).toMatchObject({ code: 'conflict' });
    }
    expect((await fleet.xem().listWebhooks({})).items).toHaveLength(1);
  });

  test('is replaced with no gap: both are good until the former is ended', async () => {
    const first = await createSubscription(fleet.as('admin'));
    const second = await rotateSubscription(fleet.as('admin'));
    expect(await slots()).toEqual([
      ['previous', first.webhookId],
      ['current', second.webhookId],
    ]);
    // Long enough for the intake to look for new secrets.
    aheadMs += 300;
    for (const { webhookId } of [first, second])
      await testSubscription(fleet.as('admin'), { webhookId: webhookId ?? '' });
    expect(statuses).toEqual([200, 200]);
    await expect(rotateSubscription(fleet.as('admin'))).rejects.toMatchObject({ code: 'conflict' });
    await endSubscription(fleet.as('admin'), { webhookId: first.webhookId ?? '' });
    expect(await slots()).toEqual([['current', second.webhookId]]);
    expect((await fleet.xem().listWebhooks({})).items).toHaveLength(1);
    const ended = await db.webhookSubscription.findUniqueOrThrow({ where: { id: first.subscriptionId } });
    expect(ended).toMatchObject({ sealedSecret: null, endedAt: expect.any(Date) });
  });

  test('is ended once, also when XEM has lost it already', async () => {
    const { webhookId } = await createSubscription(fleet.as('admin'));
    await fleet.xem().deleteWebhook(webhookId ?? '');
    expect(await readSubscriptionCheck(fleet.as('viewer'))).toMatchObject({ found: [], lost: [webhookId] });
    await endSubscription(fleet.as('admin'), { webhookId: webhookId ?? '' });
    await endSubscription(fleet.as('admin'), { webhookId: webhookId ?? '' });
    expect(await slots()).toEqual([]);
    expect((await actionsOf(webhookId ?? '')).filter((action) => action === 'webhook_ended')).toHaveLength(1);
  });

  test('that XEM refused leaves its reason and the way free', async () => {
    const asked = createSubscription(fleet.as('admin', { xem: unreachableXem }));
    await expect(asked).rejects.toMatchObject({ code: 'xem_unreachable' });
    const { subscriptions } = await readIntake(fleet.as('viewer'));
    expect(subscriptions).toMatchObject([{ slot: null, failure: expect.stringContaining('reach') }]);
    await createSubscription(fleet.as('admin'));
    expect((await readIntake(fleet.as('viewer'))).subscriptions).toMatchObject([{ slot: 'current' }]);
  });

  test('that was asked for by a process that died is given up after a minute, and never asked for again by itself', async () => {
    const hanging: Xem = { ...fleet.xem(), createWebhook: () => new Promise(() => {}) };
    void createSubscription(fleet.as('admin', { xem: hanging }));
    await expect.poll(slots).toEqual([['next', null]]);
    await expect(createSubscription(fleet.as('admin'))).rejects.toMatchObject({ code: 'conflict' });
    fleet.clock.advance(61_000);
    const made = await createSubscription(fleet.as('admin'));
    expect(await slots()).toEqual([['current', made.webhookId]]);
  });

  test('without a secret in the answer is shown to have none', async () => {
    const silent: Xem = {
      ...fleet.xem(),
      createWebhook: async (request) => ({ ...(await fleet.xem().createWebhook(request)), secret: null }),
    };
    expect(await createSubscription(fleet.as('admin', { xem: silent }))).toMatchObject({ hasSecret: false });
  });
});

test('what happens in XEM is in the mirror by webhook alone, in whatever order it was told', async () => {
  await createSubscription(fleet.as('admin'));
  aheadMs += 300;
  await pollSource(fleet.as('admin'), 'agents');
  const agent = await db.agent.findFirstOrThrow({ where: { tools: { has: 'openstack_server_list' } } });
  const calls = Array.from({ length: 5 }, () =>
    fleet.simulator().controls.invoke({
      agentId: agent.agentId,
      workspaceId: agent.workspaceIds[0] ?? '',
      toolName: 'openstack_server_list',
      requestedBy: 'test',
      durationMs: 3_000,
    }),
  );
  for (let count = 0; count < 12; count += 1) {
    fleet.simulator().advance(1_000);
    await fleet.simulator().deliverWebhooks();
    await followHints({ ...fleet.as('admin'), clock: intakeTime });
  }
  const rows = await db.execution.findMany({ where: { invocationId: { in: calls } } });
  expect(rows).toHaveLength(5);
  for (const { status, completedAt } of rows) {
    expect(status).not.toBe('running');
    expect(completedAt).not.toBeNull();
  }
  const events = await db.webhookDelivery.findMany({ where: { invocationId: { in: calls } } });
  expect(events).toHaveLength(10);
  expect(new Set(events.map(({ fate }) => fate))).not.toContain('pending');
});

describe('a subscription of others', () => {
  test('that sends here is shown with what it lacks, and may be ended', async () => {
    const { webhook } = await fleet.xem().createWebhook({
      url: `${process.env.HOLDFAST_URL}/api/webhooks/xem/`,
      events: ['exec.failed'],
    });
    const { found } = await readSubscriptionCheck(fleet.as('viewer'));
    expect(found).toMatchObject([
      { slot: null, missingEvents: expect.arrayContaining(['exec.approval_requested']) },
    ]);
    await endSubscription(fleet.as('admin'), { webhookId: webhook.webhookId });
    expect((await fleet.xem().listWebhooks({})).items).toEqual([]);
  });

  test('that sends elsewhere is neither shown nor touched', async () => {
    const { webhook } = await fleet
      .xem()
      .createWebhook({ url: 'https://elsewhere.example', events: ['exec.failed'] });
    expect((await readSubscriptionCheck(fleet.as('viewer'))).found).toEqual([]);
    for (const verb of [endSubscription, testSubscription]) {
      await expect(verb(fleet.as('admin'), webhook)).rejects.toMatchObject({ code: 'not_allowed' });
    }
    expect((await fleet.xem().listWebhooks({})).items).toHaveLength(1);
  });
});

test.each(['viewer', 'responder', 'commander'] as const)('a %s may not change it', async (role) => {
  const context = fleet.as(role);
  const refused = { code: 'not_allowed' };
  await expect(createSubscription(context)).rejects.toMatchObject(refused);
  await expect(rotateSubscription(context)).rejects.toMatchObject(refused);
  await expect(testSubscription(context, { webhookId: 'w' })).rejects.toMatchObject(refused);
  await expect(endSubscription(context, { webhookId: 'w' })).rejects.toMatchObject(refused);
  expect((await fleet.xem().listWebhooks({})).items).toEqual([]);
});
