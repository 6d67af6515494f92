import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { startSimulatorServer } from '@/lib/testing/simulator-server';
import { createHttpXem } from '@/lib/xem/http/create-http-xem';
import { isSignedWithDecodedSecret, type ReceivedWebhook, verifyWebhook } from '@/lib/xem/webhook';
import { readWebhookEvent } from '@/lib/xem/webhook-event';

const now = new Date('2026-03-02T09:00:00Z');
const secret = 'a3f0'.repeat(16);
const bytes = (text: string) => new TextEncoder().encode(text);

function sign(key: string | Buffer, timestamp: string, body: string): string {
  return createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
}

type Making = { body?: string; ageSeconds?: number; key?: string | Buffer; form?: (hex: string) => string };

function received({ body = '{"a":1}', ageSeconds = 3, key = secret, form = (hex) => hex }: Making = {}) {
  const timestamp = String(now.getTime() / 1000 - ageSeconds);
  const headers = new Headers({
    'X-Webhook-Timestamp': timestamp,
    'X-Webhook-Signature': form(sign(key, timestamp, body)),
  });
  return { rawBody: bytes(body), headers, now, secrets: [secret] } satisfies ReceivedWebhook;
}

describe('a signature', () => {
  test.each([
    ['bare hex', (hex: string) => hex],
    ['hex behind sha256=', (hex: string) => `sha256=${hex}`],
    ['capital hex', (hex: string) => hex.toUpperCase()],
  ])('as %s is accepted', (_, form) => {
    expect(verifyWebhook(received({ form }))).toMatchObject({ isGenuine: true, secretIndex: 0 });
  });

  test.each([
    ['another secret', { key: 'b'.repeat(64) }],
    ['half of it', { form: (hex: string) => hex.slice(0, 32) }],
    ['something behind it', { form: (hex: string) => `${hex}00` }],
    ['no hex', { form: () => 'z'.repeat(64) }],
    ['another algorithm', { form: (hex: string) => `sha512=${hex}` }],
    ['the bytes that the secret spells', { key: Buffer.from(secret, 'hex') }],
  ])('by %s is not', (_, making) => {
    expect(verifyWebhook(received(making))).toEqual({ isGenuine: false, reason: 'wrong_signature' });
  });

  test('holds for the bytes as they came and for the time as it was written', () => {
    const sent = received({ body: '{"a": 1}' });
    expect(verifyWebhook({ ...sent, rawBody: bytes('{"a":1}') }).isGenuine).toBe(false);
    sent.headers.set('X-Webhook-Timestamp', `${sent.headers.get('X-Webhook-Timestamp')}.0`);
    expect(verifyWebhook(sent).isGenuine).toBe(false);
  });

  test('of bytes that are no text is checked all the same', () => {
    const rawBody = Uint8Array.from([0xff, 0x00, 0xfe]);
    const signature = createHmac('sha256', secret).update('1772442000.').update(rawBody).digest('hex');
    const headers = new Headers({ 'X-Webhook-Timestamp': '1772442000', 'X-Webhook-Signature': signature });
    expect(verifyWebhook({ rawBody, headers, now, secrets: [secret] }).isGenuine).toBe(true);
  });

  test('may be by either of two secrets, and says by which', () => {
    const sent = received({ key: 'new' });
    expect(verifyWebhook({ ...sent, secrets: [secret, 'new'] })).toMatchObject({ secretIndex: 1 });
    expect(verifyWebhook({ ...sent, secrets: ['', ''] })).toEqual({ isGenuine: false, reason: 'no_secret' });
  });

  test('with the decoded secret is only ever a hint', () => {
    const sent = received({ key: Buffer.from(secret, 'hex') });
    expect(isSignedWithDecodedSecret(sent)).toBe(true);
    expect(isSignedWithDecodedSecret(received())).toBe(false);
    expect(isSignedWithDecodedSecret({ ...sent, secrets: ['not hex'] })).toBe(false);
  });
});

describe('the time', () => {
  test.each([
    [0, true],
    [300, true],
    [-300, true],
  ])('%i s ago is accepted', (ageSeconds, isGenuine) => {
    expect(verifyWebhook(received({ ageSeconds })).isGenuine).toBe(isGenuine);
  });

  test.each([
    [301, 'too_old'],
    [-301, 'from_the_future'],
  ])('%i s ago is refused', (ageSeconds, reason) => {
    expect(verifyWebhook(received({ ageSeconds }))).toEqual({ isGenuine: false, reason });
  });

  test.each(['X-Webhook-Timestamp', 'X-Webhook-Signature'])('without %s nothing is accepted', (name) => {
    const sent = received();
    sent.headers.delete(name);
    expect(verifyWebhook(sent).isGenuine).toBe(false);
  });

  test('that is none is refused though it was signed', () => {
    const headers = new Headers({
      'X-Webhook-Timestamp': 'soon',
      'X-Webhook-Signature': sign(secret, 'soon', '{"a":1}'),
    });
    expect(verifyWebhook({ ...received(), headers })).toEqual({ isGenuine: false, reason: 'no_timestamp' });
  });
});

describe('an event', () => {
  const read = (body: unknown) => readWebhookEvent(bytes(JSON.stringify(body)));

  test.each([
    ['flat', { invocation_id: 'i1', agent_id: 'agt_1', workspace_id: 'ws_1' }],
    ['nested', { invocation: { id: 'i1' }, agent: { id: 'agt_1' }, workspace: { id: 'ws_1' } }],
    ['in camelCase', { invocationId: 'i1', agentId: 'agt_1', workspaceId: 'ws_1' }],
  ])('names what it is about, %s', (_, data) => {
    expect(
      read({ id: 'evt_1', object: 'event', type: 'exec.failed', created_at: 1_709_000_100, data }),
    ).toMatchObject({
      eventId: 'evt_1',
      type: 'exec.failed',
      standing: 'known',
      createdAt: new Date('2024-02-27T02:15:00Z'),
      about: { invocationId: 'i1', executionId: null, agentId: 'agt_1', workspaceId: 'ws_1' },
    });
  });

  test.each([
    ['exec.ambiguous', 'reserved'],
    ['ox.novelty', 'unknown'],
  ])('of type %s is kept as %s', (type, standing) => {
    expect(read({ id: 'evt_1', type })).toMatchObject({ type, standing, about: { invocationId: null } });
  });

  test('without an id gets one from its bytes', () => {
    const [one, same, other] = [1, 1, 2].map((n) => read({ type: 'exec.failed', data: { n } }));
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
    expect(one).toMatchObject({ eventId: expect.stringMatching(/^sha256:/) });
  });

  test('is not in a body without a type, or that is no JSON', () => {
    expect(read({ alert: 'budget' })).toBe('no_type');
    expect(read([])).toBe('no_json');
    expect(readWebhookEvent(bytes('{"type": '))).toBe('no_json');
    expect(readWebhookEvent(Uint8Array.from([0xff]))).toBe('no_json');
  });
});

test.each(['hex', 'sha256='] as const)('what XEM sends as %s is taken as genuine', async (signature) => {
  const deliveries: { rawBody: Uint8Array; headers: Headers }[] = [];
  const receiver = createServer(async (request, response) => {
    const rawBody = Buffer.concat(await request.toArray());
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    deliveries.push({ rawBody, headers });
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const server = await startSimulatorServer({ variants: { signature } });
  try {
    const { port } = receiver.address() as AddressInfo;
    const xem = createHttpXem({ baseUrl: server.baseUrl, keys: server.keys });
    const { webhook, secret: told } = await xem.createWebhook({
      url: `http://127.0.0.1:${port}/hook`,
      events: ['exec.failed'],
    });
    await xem.testWebhook(webhook.webhookId);
    const [delivery] = deliveries;
    if (delivery === undefined) throw new Error('nothing was delivered');
    const verdict = verifyWebhook({ ...delivery, now: new Date(), secrets: ['old', told ?? ''] });
    expect(verdict).toMatchObject({ isGenuine: true, secretIndex: 1 });
    expect(readWebhookEvent(delivery.rawBody)).toMatchObject({ type: 'webhook.test', standing: 'known' });
    const listed = (await xem.listWebhookDeliveries(webhook.webhookId, {})).items;
    expect(listed).toMatchObject([{ status: 'delivered', responseStatus: 204, error: null }]);
  } finally {
    await server.close();
    receiver.closeAllConnections();
    receiver.close();
  }
});
