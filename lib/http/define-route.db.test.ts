import { pino } from 'pino';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Context } from '@/lib/context';
import { database } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { defineRoute } from '@/lib/http/define-route';
import { defineEndpoint } from '@/lib/http/endpoint';
import { processSingleton } from '@/lib/process-singleton';
import { arrangePerson, signIn } from '@/lib/testing/arrange-person';

process.env.XEM_BASE_URL = 'http://127.0.0.1:9/none/v1';
process.env.HOLDFAST_BOOTSTRAP_TOKEN = 'hf_bootstrap-token-for-tests-that-is-long';

// The log is for operators; here it would only be noise.
processSingleton('logger', () => pino({ level: 'silent' }));

const bearer = `Bearer ${process.env.HOLDFAST_BOOTSTRAP_TOKEN}`;

const endpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/things/{thingRef}',
  summary: 'Change a thing',
  tag: 'things',
  params: z.object({ thingRef: z.union([z.string().startsWith('THING-'), z.uuid()]) }),
  query: z.strictObject({ isDryRun: z.stringbool().optional(), agentIds: z.array(z.string()).optional() }),
  body: z.strictObject({
    holdReason: z.string().min(3),
    seenCounts: z.object({ inFlight: z.number() }).optional(),
  }),
  answer: z.object({ thingRef: z.string(), calledBy: z.string(), callCount: z.number() }),
  status: 201,
});

let callCount = 0;
let received: unknown;
let during: (context: Context) => Promise<void> = async () => {};

const route = defineRoute(endpoint, async (context, input) => {
  callCount += 1;
  received = input;
  await during(context);
  return { thingRef: input.thingRef, calledBy: context.actor.name, callCount };
});

type Sent = { headers?: Record<string, string>; body?: string; thingRef?: string; search?: string };

function send({
  headers = {},
  body = '{"hold_reason":"because"}',
  thingRef = 'THING-1',
  search = '',
}: Sent = {}) {
  const url = `http://localhost:3000/api/v1/things/${thingRef}${search}`;
  const request = new Request(url, { method: 'POST', headers, body });
  return route(request, { params: Promise.resolve({ thingRef }) });
}

const withToken = (rest: Sent = {}) => send({ ...rest, headers: { authorization: bearer, ...rest.headers } });

beforeEach(() => {
  callCount = 0;
  received = undefined;
  during = async () => {};
});

it('serves a path without parameters, for which the framework passes none', async () => {
  const whoami = defineEndpoint({
    method: 'GET',
    path: '/api/v1/whoami',
    summary: 'Who calls',
    tag: 'things',
    answer: z.object({ name: z.string() }),
  });
  const request = new Request('http://localhost:3000/api/v1/whoami', { headers: { authorization: bearer } });
  const response = await defineRoute(whoami, async ({ actor }) => ({ name: actor.name }))(request, {
    params: Promise.resolve(undefined),
  });
  expect(response.status).toBe(200);
});

describe('who may call', () => {
  let cookie: string;
  beforeAll(async () => {
    const person = await arrangePerson(database(), { role: 'viewer', name: 'Robin' });
    cookie = await signIn(database(), person.email);
  });

  it('answers 401 with a problem document when nobody is signed in', async () => {
    const response = await send();
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
    const problem = await response.json();
    expect(problem).toMatchObject({
      type: 'urn:holdfast:problem:not_signed_in',
      title: 'not signed in',
      status: 401,
      code: 'not_signed_in',
      request_id: response.headers.get('x-request-id'),
    });
    expect(callCount).toBe(0);
  });

  it.each(['Bearer hf_unknown', 'Bearer something-else', 'Basic aGY6aGY='])(
    'refuses %s',
    async (authorization) => {
      const response = await send({ headers: { authorization } });
      expect(response.status).toBe(401);
    },
  );

  it('takes an API token', async () => {
    const response = await withToken();
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      thing_ref: 'THING-1',
      called_by: 'Bootstrap token',
      call_count: 1,
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('takes the session of our own page', async () => {
    const response = await send({ headers: { cookie, 'sec-fetch-site': 'same-origin' } });
    expect(await response.json()).toMatchObject({ called_by: 'Robin' });
  });

  it.each([
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a sister site', { 'sec-fetch-site': 'same-site' }],
    ['an old browser on another site', { origin: 'https://evil.example', host: 'localhost:3000' }],
    ['a client that does not say where it comes from', {}],
  ])('refuses a write with the session cookie from %s', async (_, headers) => {
    const response = await send({ headers: { cookie, ...headers } });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'not_allowed' });
    expect(callCount).toBe(0);
  });
});

describe('what is sent', () => {
  it('reaches the verb under our names', async () => {
    const body = '{"hold_reason":"because","seen_counts":{"in_flight":2}}';
    await withToken({ body, search: '?is_dry_run=true&agent_ids=a&agent_ids=b' });
    expect(received).toEqual({
      thingRef: 'THING-1',
      holdReason: 'because',
      seenCounts: { inFlight: 2 },
      isDryRun: true,
      agentIds: ['a', 'b'],
    });
  });

  it.each([
    ['a missing field', { body: '{}' }, 'hold_reason'],
    [
      'a wrong type deep inside',
      { body: '{"hold_reason":"why","seen_counts":{"in_flight":"2"}}' },
      'seen_counts.in_flight',
    ],
    ['a field nobody knows', { body: '{"hold_reason":"why","hold_reasn":1}' }, 'hold_reasn'],
    ['our own spelling', { body: '{"holdReason":"why"}' }, 'holdReason'],
    ['a query nobody knows', { search: '?limit=3' }, 'limit'],
    ['a wrong query', { search: '?is_dry_run=perhaps' }, 'is_dry_run'],
    ['a wrong address', { thingRef: 'x' }, 'thing_ref'],
    ['a body that is no object', { body: '[1]' }, 'body'],
  ])('is refused for %s, which is named', async (_, sent, field) => {
    const response = await withToken(sent);
    expect(response.status).toBe(400);
    const problem = await response.json();
    expect(problem).toMatchObject({ code: 'invalid_input' });
    expect(problem.errors.map((error: { field: string }) => error.field)).toEqual([field]);
    expect(callCount).toBe(0);
  });

  it('names everything that is wrong at once', async () => {
    const response = await withToken({ body: '{}', search: '?limit=3', thingRef: 'x' });
    const { errors } = await response.json();
    expect(errors.map((error: { field: string }) => error.field)).toEqual([
      'hold_reason',
      'limit',
      'thing_ref',
    ]);
  });

  it('is refused when it is not JSON', async () => {
    const response = await withToken({ body: '{"hold_reason":' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: 'body: is not valid JSON' });
  });

  it('is refused when it is too large', async () => {
    const response = await withToken({ body: JSON.stringify({ hold_reason: 'x'.repeat(1_000_001) }) });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'too_large' });
  });
});

describe('what fails', () => {
  it('becomes the problem that the verb threw', async () => {
    during = async () => {
      throw new AppError('xem_rate_limited', 'for the log', {
        userMessage: 'For the person.',
        details: { retryAfterMs: 1_200, agentId: 'agt_1' },
      });
    };
    const response = await withToken();
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await response.json()).toMatchObject({
      code: 'xem_rate_limited',
      detail: 'For the person.',
      details: { retry_after_ms: 1_200, agent_id: 'agt_1' },
    });
  });

  it('says nothing of itself when it is a bug', async () => {
    during = async () => {
      throw new Error('the password is hunter2');
    };
    const response = await withToken();
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('hunter2');
  });
});

describe('Idempotency-Key', () => {
  const key = () => ({ 'idempotency-key': crypto.randomUUID() });

  it('answers the repeat as it answered the first, and works once', async () => {
    const headers = key();
    const first = await withToken({ headers });
    const repeat = await withToken({ headers });
    expect(repeat.status).toBe(201);
    expect(await repeat.json()).toEqual(await first.json());
    expect(callCount).toBe(1);
  });

  it('is refused for another body, another address and another query', async () => {
    const headers = key();
    await withToken({ headers });
    const others = [
      { body: '{"hold_reason":"another"}' },
      { thingRef: 'THING-2' },
      { search: '?is_dry_run=true' },
    ];
    for (const other of others) {
      const response = await withToken({ headers, ...other });
      expect(response.status).toBe(409);
    }
    expect(callCount).toBe(1);
  });

  it('belongs to the one who sent it', async () => {
    const headers = key();
    const person = await arrangePerson(database());
    const cookie = await signIn(database(), person.email);
    await withToken({ headers });
    const response = await send({ headers: { ...headers, cookie, 'sec-fetch-site': 'same-origin' } });
    expect(response.status).toBe(201);
    expect(callCount).toBe(2);
  });

  it('says so while the first is still running', async () => {
    const headers = key();
    const { promise, resolve } = Promise.withResolvers<void>();
    during = () => promise;
    const first = withToken({ headers });
    await expect.poll(() => callCount).toBe(1);
    const second = await withToken({ headers });
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({ detail: expect.stringContaining('still running') });
    resolve();
    expect((await first).status).toBe(201);
  });

  it('may be used again after a failure', async () => {
    const headers = key();
    during = async () => {
      throw new AppError('xem_unreachable', 'away');
    };
    expect((await withToken({ headers })).status).toBe(502);
    during = async () => {};
    expect((await withToken({ headers })).status).toBe(201);
  });

  it('may be used again when the first died more than a minute ago', async () => {
    const headers = key();
    const { promise, resolve } = Promise.withResolvers<void>();
    during = () => promise;
    const died = withToken({ headers });
    await expect.poll(() => callCount).toBe(1);
    await database().idempotencyRecord.updateMany({
      where: { key: headers['idempotency-key'] },
      data: { createdAt: new Date(Date.now() - 61_000) },
    });
    during = async () => {};
    expect((await withToken({ headers })).status).toBe(201);
    resolve();
    await died;
  });

  it('keeps no answer in readable form, as some hold a token', async () => {
    const headers = key();
    await withToken({ headers, thingRef: 'THING-secret' });
    const kept = await database().idempotencyRecord.findFirstOrThrow({
      where: { key: headers['idempotency-key'] },
    });
    expect(kept.status).toBe(201);
    expect(JSON.stringify(kept.body)).not.toContain('THING-secret');
  });

  it.each(['', 'x'.repeat(256)])('must have a usable length', async (unusable) => {
    const response = await withToken({ headers: { 'idempotency-key': unusable } });
    expect(response.status).toBe(400);
    expect(callCount).toBe(0);
  });
});
