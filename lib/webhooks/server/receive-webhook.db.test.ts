import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { POST } from '@/app/api/webhooks/xem/route';
import { manualClock } from '@/lib/clock';
import { processSingleton } from '@/lib/process-singleton';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { signedWebhook } from '@/lib/testing/signed-webhook';
import { BodyReader } from '@/lib/webhooks/server/body-reader';
import { createIntake } from '@/lib/webhooks/server/intake';
import { receiveWebhook } from '@/lib/webhooks/server/receive-webhook';
import { sealSecret } from '@/lib/webhooks/server/seal-secret';

const oldSecret = 'the-secret-that-is-going';
const secret = 'the-secret-that-is-coming';
process.env.XEM_WEBHOOK_SECRET = `${oldSecret}, ${secret}`;

const lines: string[] = [];
const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(line) });
processSingleton('logger', () => log);

const db = await connectTestDatabase();
const newId = () => `evt_${crypto.randomUUID().replaceAll('-', '').slice(0, 24)}`;
const event = (over: Record<string, unknown> = {}) =>
  JSON.stringify({
    id: newId(),
    object: 'event',
    type: 'exec.completed',
    created_at: 1_782_000_000,
    data: { invocation_id: 'inv_1', execution_id: 'exe_1' },
    ...over,
  });
const find = (eventId: string) => db.webhookDelivery.findUniqueOrThrow({ where: { eventId } });
const send = (body: string, how: Partial<Parameters<typeof signedWebhook>[0]> = {}) =>
  POST(signedWebhook({ body, secret, ...how }));
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
const refusedFor = async (reason: string): Promise<number> => {
  const { _sum } = await db.webhookRefusal.aggregate({ where: { reason }, _sum: { refusedCount: true } });
  return _sum.refusedCount ?? 0;
};

describe('a genuine delivery', () => {
  test.each(['hex', 'sha256='] as const)('signed as %s is kept with what it names', async (form) => {
    const id = newId();
    const response = await send(event({ id }), { form });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ event_id: id, repeated: false });
    expect(await find(id)).toMatchObject({
      type: 'exec.completed',
      executionId: 'exe_1',
      invocationId: 'inv_1',
      occurredAt: new Date(1_782_000_000_000),
      receivedCount: 1,
      fate: 'pending',
      signedBy: 'environment',
    });
  });

  test('is one row however often and however much at once it comes', async () => {
    const id = newId();
    const body = event({ id });
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const bodies = await Promise.all(answers.map((it) => it.json() as Promise<{ repeated: boolean }>));
    expect(bodies.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await db.webhookDelivery.count({ where: { eventId: id } })).toBe(1);
    expect((await find(id)).receivedCount).toBe(10);
  });

  test('may be signed with either secret while one takes the place of the other', async () => {
    for (const signing of [oldSecret, secret])
      expect((await send(event(), { secret: signing })).status).toBe(200);
  });

  test('queues one job to follow it, whatever number comes together', async () => {
    await Promise.all(Array.from({ length: 20 }, () => send(event())));
    const jobs = () => db.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM graphile_worker._private_jobs WHERE key = 'follow_hints'`;
    await expect.poll(async () => Number((await jobs())[0]?.count)).toBe(1);
  });

  test.each([
    ['of a type nobody knows', { type: 'ox.novelty', data: {} }, 'A type that is not known here'],
    ['of a reserved type', { type: 'exec.ambiguous', data: {} }, null],
    ['of another family', { type: 'file.created', data: { file_id: 'f' } }, 'A type that is not known here'],
    ['without a type', { type: undefined, id: undefined, alert: 'budget' }, 'names no type'],
    ['of a test', { type: 'webhook.test', data: {} }, 'it arrived'],
  ])('%s is accepted', async (_, over, ignoredFor) => {
    const body = event({ ...over, mark: newId() });
    const response = await send(body);
    expect(response.status).toBe(200);
    const { event_id: eventId } = (await response.json()) as { event_id: string };
    const row = await find(eventId);
    if (ignoredFor === null) expect(row).toMatchObject({ fate: 'pending', fateReason: null });
    else
      expect(row).toMatchObject({
        fate: 'ignored',
        fateReason: expect.stringContaining(ignoredFor),
        dueAt: null,
      });
  });

  test.each(['{"id":"evt_1","ty', '[]', '\u0000'])(
    'that is no event (%j) is accepted and ignored',
    async (body) => {
      const response = await send(body);
      const { event_id: eventId } = (await response.json()) as { event_id: string };
      expect(await find(eventId)).toMatchObject({
        type: null,
        fate: 'ignored',
        fateReason: 'The body is no JSON object.',
      });
    },
  );

  test('with an id no column takes, and NUL characters, is kept all the same', async () => {
    const response = await send(
      event({ id: 'x'.repeat(9_000), data: { invocation_id: 'a\0b', note: '\0' } }),
    );
    const { event_id: eventId } = (await response.json()) as { event_id: string };
    expect(await find(eventId)).toMatchObject({
      eventId: expect.stringMatching(/^sha256:/),
      invocationId: null,
    });
  });

  test('from a browser of another site counts by its signature alone', async () => {
    const response = await send(event(), { headers: { Origin: 'https://elsewhere.example', Cookie: 'a=b' } });
    expect(response.status).toBe(200);
  });
});

describe('the size', () => {
  const bodyOf = (bytes: number) => {
    const bare = event({ padding: '' });
    return event({ padding: 'x'.repeat(bytes - bare.length) });
  };

  test('of 1 MB is accepted, and the body not kept', async () => {
    const response = await send(bodyOf(1_048_576));
    const { event_id: eventId } = (await response.json()) as { event_id: string };
    expect(await find(eventId)).toMatchObject({ bodyBytes: 1_048_576, body: null, executionId: 'exe_1' });
  });

  test('above is refused, whether it is announced or not', async () => {
    expect((await send(bodyOf(1_048_577))).status).toBe(413);
    const request = signedWebhook({ body: 'x', secret, headers: { 'Content-Length': '9999999' } });
    expect((await POST(request)).status).toBe(413);
  });

  test('that has no end is not read to it', async () => {
    let pulled = 0;
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(65_536));
      },
      cancel: () => {
        isCancelled = true;
      },
    });
    const { headers } = signedWebhook({ body: 'x', secret });
    const init = { method: 'POST', body: endless, headers, duplex: 'half' } as RequestInit;
    const response = await POST(new Request('http://localhost:3000/api/webhooks/xem', init));
    expect(response.status).toBe(413);
    expect(isCancelled).toBe(true);
    expect(pulled).toBeLessThan(25);
  });
});

describe('the body', () => {
  /** Announces itself as a delivery, sends one byte, and no more until it is let go. */
  function stalled() {
    let end = () => {};
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new Uint8Array(1));
        end = () => controller.close();
      },
    });
    const { headers } = signedWebhook({ body: 'x', secret });
    const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
    return { request: new Request('http://localhost:3000/api/webhooks/xem', init), end: () => end() };
  }
  const intakeOf = (limits: ConstructorParameters<typeof BodyReader>[0]) => ({
    ...createIntake({ db, clock: manualClock(new Date()), logger: log }, settings),
    bodies: new BodyReader(limits),
  });

  test('that does not arrive in time is given up', async () => {
    const intake = intakeOf({ deadlineMs: 20, atOnce: 1 });
    const receiving = receiveWebhook(intake, stalled().request);
    await expect(receiving).rejects.toMatchObject({ code: 'unavailable', details: { reason: 'too_slow' } });
    expect(await receiveWebhook(intake, signedWebhook({ body: event(), secret }))).toMatchObject({
      isRepeat: false,
    });
    await intake.ledger.written();
  });

  test('of one too many at once is not read', async () => {
    const intake = intakeOf({ deadlineMs: 10_000, atOnce: 1 });
    const first = stalled();
    const receiving = receiveWebhook(intake, first.request);
    await expect(receiveWebhook(intake, signedWebhook({ body: event(), secret }))).rejects.toMatchObject({
      code: 'unavailable',
      details: { reason: 'too_many' },
    });
    first.end();
    await expect(receiving).rejects.toMatchObject({ code: 'not_allowed' });
    await intake.ledger.written();
  });
});

describe('what is not genuine', () => {
  test.each([
    ['forged', {}, 'a-secret-that-is-nobodys', 'wrong_signature'],
    ['stale', { sentAt: new Date(Date.now() - 301_000) }, secret, 'too_old'],
    ['from the future', { sentAt: new Date(Date.now() + 320_000) }, secret, 'from_the_future'],
    ['unsigned', { headers: { 'X-Webhook-Signature': '' } }, secret, 'no_signature'],
    ['without a time', { headers: { 'X-Webhook-Timestamp': '' } }, secret, 'no_timestamp'],
  ])('%s is refused, counted and not kept', async (_, how, signing, reason) => {
    const id = newId();
    const before = await refusedFor(reason);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => send(event({ id }), { secret: signing, ...how })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(403));
    for (const answer of answers) expect(await codeOf(answer)).toBe('not_allowed');
    await expect.poll(() => refusedFor(reason)).toBe(before + 5);
    expect(await db.webhookDelivery.count({ where: { eventId: id } })).toBe(0);
    expect(await db.webhookRefusal.count({ where: { reason } })).toBe(1);
  });

  test('repeated by somebody is the same event, and stale after five minutes', async () => {
    const clock = manualClock(new Date());
    const intake = createIntake({ db, clock, logger: log }, settings);
    const id = newId();
    const replay = () => signedWebhook({ body: event({ id }), secret, sentAt: new Date(started) });
    const started = clock.now().getTime();
    expect(await receiveWebhook(intake, replay())).toEqual({ eventId: id, isRepeat: false });
    expect(await receiveWebhook(intake, replay())).toEqual({ eventId: id, isRepeat: true });
    clock.advance(302_000);
    await expect(receiveWebhook(intake, replay())).rejects.toMatchObject({ code: 'not_allowed' });
    await intake.ledger.written();
  });

  test('puts no secret into the log', () => {
    expect(lines.join('\n')).not.toMatch(/the-secret-that-is/);
  });
});

const settings = {
  HOLDFAST_SECRET: 'a-secret-for-tests-only-that-is-long-enough',
  XEM_WEBHOOK_SECRET: [secret],
  XEM_PROFILE: 'xerotier' as const,
  XEM_CONTRACT_FILE: undefined,
};

describe('the secrets', () => {
  test('where there is none the intake says that it is not set up', async () => {
    const intake = createIntake(
      { db, clock: manualClock(new Date()), logger: log },
      { ...settings, XEM_WEBHOOK_SECRET: [] },
    );
    await expect(receiveWebhook(intake, signedWebhook({ body: event(), secret }))).rejects.toMatchObject({
      code: 'not_found',
    });
    await intake.ledger.written();
  });

  test('of a subscription of ours are good from when it is made until it is ended', async () => {
    const clock = manualClock(new Date());
    const intake = createIntake({ db, clock, logger: log }, settings);
    const own = 'the-secret-that-xem-told-once';
    const receive = () =>
      receiveWebhook(intake, signedWebhook({ body: event(), secret: own, sentAt: clock.now() }));
    await expect(receive()).rejects.toMatchObject({ code: 'not_allowed' });
    const { id } = await db.webhookSubscription.create({
      data: { slot: 'current', url: 'http://localhost', requestedAt: clock.now(), requestedBy: 'Test' },
    });
    await db.webhookSubscription.update({
      where: { id },
      data: { sealedSecret: sealSecret(settings.HOLDFAST_SECRET, id, own) },
    });
    clock.advance(1_000);
    const { eventId } = await receive();
    expect(await find(eventId)).toMatchObject({ signedBy: id });
    await intake.ledger.written();
    expect(await db.webhookSubscription.findUniqueOrThrow({ where: { id } })).toMatchObject({
      lastReceivedAt: clock.now(),
    });
    await db.webhookSubscription.update({ where: { id }, data: { slot: null, sealedSecret: null } });
    clock.advance(11_000);
    await expect(receive()).rejects.toMatchObject({ code: 'not_allowed' });
    await intake.ledger.written();
  });
});
