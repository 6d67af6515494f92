import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { manualClock } from '@/lib/clock';
import { usualVariants, type Variants } from '@/lib/simulator/http/variants';
import { createSimulator, type Simulator } from '@/lib/simulator/simulator';
import { isSignedWithDecodedSecret, verifyWebhook } from '@/lib/xem/webhook';
import { readWebhookEvent } from '@/lib/xem/webhook-event';

type Received = { rawBody: Buffer; headers: Headers };
const received: Received[] = [];
let status = 204;
const receiver = createServer(async (request, response) => {
  const rawBody = Buffer.concat(await request.toArray());
  const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  received.push({ rawBody, headers });
  response.writeHead(status).end();
});
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(() => {
  receiver.closeAllConnections();
  receiver.close();
});
beforeEach(() => {
  received.length = 0;
  status = 204;
});

const secret = 'known-to-both';

function simulator(variants: Partial<Variants> = { deliveries: 'tidy' }): Simulator {
  return createSimulator({
    scenario: 'quiet',
    clock: manualClock(new Date('2026-03-02T09:00:00Z')),
    variants,
    webhook: { url, secret },
  });
}

const call = (from: Simulator, toolName = 'openstack_server_list') =>
  from.controls.invoke({
    agentId: 'agt_xem_fleet_01',
    workspaceId: 'ws_3b7e90d25c18',
    toolName,
    requestedBy: 'a chat',
    durationMs: 5_000,
  });

const events = () =>
  received.map(({ rawBody }) => {
    const event = readWebhookEvent(rawBody);
    if (typeof event === 'string') throw new Error(event);
    return event;
  });

async function deliveriesOf(from: Simulator) {
  const base = `http://xem.invalid${from.basePath}/webhooks`;
  const headers = { Authorization: `Bearer ${from.keys.all}` };
  const { data } = await (await from.fetch(new Request(base, { headers }))).json();
  const path = `${base}/${data[0].id}/deliveries`;
  return (await (await from.fetch(new Request(path, { headers }))).json()).data;
}

describe('what happens', () => {
  test.each(['hex', 'sha256='] as const)('is sent, signed as %s, and named', async (signature) => {
    const router = simulator({ deliveries: 'tidy', signature });
    const invocationId = call(router);
    router.advance(10_000);
    await router.deliverWebhooks();
    expect(events().map(({ type }) => type)).toEqual(['exec.dispatched', 'exec.completed']);
    for (const delivery of received) {
      expect(verifyWebhook({ ...delivery, now: new Date(), secrets: [secret] }).isGenuine).toBe(true);
    }
    expect(events()[1]).toMatchObject({
      standing: 'known',
      about: { invocationId, executionId: expect.stringMatching(/^exe_/), agentId: 'agt_xem_fleet_01' },
    });
  });

  test('may name things in objects of their own', async () => {
    const router = simulator({ deliveries: 'tidy', references: 'nested' });
    const invocationId = call(router);
    await router.deliverWebhooks();
    const body = JSON.parse(String(received[0]?.rawBody));
    expect(body.data).toMatchObject({
      invocation: { id: invocationId },
      tool: { name: 'openstack_server_list' },
    });
    expect(body.data).not.toHaveProperty('invocation_id');
    expect(events()[0]?.about.invocationId).toBe(invocationId);
  });

  test('calls agents and times as the rest of the router does', async () => {
    const router = simulator({ deliveries: 'tidy', agentIds: 'uuid', times: 'milliseconds' });
    call(router);
    await router.deliverWebhooks();
    const { data } = JSON.parse(String(received[0]?.rawBody));
    expect(data).toMatchObject({
      agent_id: expect.stringMatching(/^[0-9a-f]{8}-/),
      dispatched_at: new Date('2026-03-02T09:00:00Z').getTime(),
    });
  });

  test('may be signed with the bytes that the secret spells (A-13)', async () => {
    const hex = 'ab'.repeat(32);
    const router = createSimulator({
      scenario: 'quiet',
      variants: { deliveries: 'tidy', signatureKey: 'decoded' },
      webhook: { url, secret: hex },
    });
    call(router);
    await router.deliverWebhooks();
    const [delivery] = received;
    if (delivery === undefined) throw new Error('nothing was delivered');
    const given = { ...delivery, now: new Date(), secrets: [hex] };
    expect(verifyWebhook(given)).toEqual({ isGenuine: false, reason: 'wrong_signature' });
    expect(isSignedWithDecodedSecret(given)).toBe(true);
  });

  test('is not sent to who did not ask for it, nor twice', async () => {
    const router = simulator();
    call(router);
    await router.deliverWebhooks();
    await router.deliverWebhooks();
    expect(received).toHaveLength(1);
  });
});

describe('a receiver that does not answer well', () => {
  test('is tried six times, ever later, and then no more', async () => {
    status = 500;
    const router = simulator();
    call(router);
    const triedAt: number[] = [];
    for (let second = 0; second < 400; second += 1) {
      const before = received.length;
      await router.deliverWebhooks();
      if (received.length > before) triedAt.push(second);
      router.advance(1_000);
      if (second === 3) received.splice(1);
    }
    const firstId = events()[0]?.eventId;
    const [first] = (await deliveriesOf(router)).filter(
      (it: { event_id: string }) => it.event_id === firstId,
    );
    expect(first).toMatchObject({ status: 'exhausted', attempts: 6, response_status: 500 });
    expect(events().filter(({ eventId }) => eventId === firstId)).toHaveLength(6);
    expect(triedAt.length).toBeGreaterThanOrEqual(6);
  });

  test('gets it when it is back, also after the router was started anew', async () => {
    status = 503;
    const router = simulator();
    call(router);
    await router.deliverWebhooks();
    const [failed] = await deliveriesOf(router);
    expect(failed).toMatchObject({ status: 'failed', attempts: 1, error: 'answered 503' });
    status = 200;
    const again = createSimulator({
      scenario: 'quiet',
      clock: manualClock(new Date('2026-03-02T09:00:01Z')),
      variants: { deliveries: 'tidy' },
      webhook: { url, secret },
      saved: router.save(),
    });
    again.advance(5_000);
    await again.deliverWebhooks();
    const [id, ...repeats] = events().map(({ eventId }) => eventId);
    expect(repeats).toContain(id);
    expect((await deliveriesOf(again)).map((it: { status: string }) => it.status)).not.toContain('failed');
  });
});

test('as documented, events come out of order and twice, the same ones for the same story', async () => {
  async function story(): Promise<string[]> {
    received.length = 0;
    const router = createSimulator({
      scenario: 'quiet',
      clock: manualClock(new Date('2026-03-02T09:00:00Z')),
      webhook: { url, secret },
    });
    for (let count = 0; count < 60; count += 1) {
      call(router);
      router.advance(200);
      await router.deliverWebhooks();
    }
    for (let count = 0; count < 40; count += 1) {
      router.advance(500);
      await router.deliverWebhooks();
    }
    return events().map(({ eventId }) => eventId);
  }
  const first = await story();
  expect(usualVariants.deliveries).toBe('messy');
  expect(new Set(first).size).toBe(120);
  expect(first.length).toBeGreaterThan(120);
  const times = events().map(({ createdAt }) => createdAt?.getTime() ?? 0);
  expect(times).not.toEqual(times.toSorted((one, other) => one - other));
  expect([...(await story())].sort()).toEqual([...first].sort());
});
