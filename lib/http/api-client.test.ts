// @vitest-environment jsdom

import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { callApi, endpointUrl, isRetryable } from '@/lib/http/api-client';
import { defineEndpoint } from '@/lib/http/endpoint';
import { problemToWire, toProblem } from '@/lib/http/problem';

const endpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/things/{thingRef}',
  summary: 'Change a thing',
  tag: 'things',
  params: z.object({ thingRef: z.string() }),
  query: z.strictObject({ agentIds: z.array(z.string()).optional() }),
  body: z.strictObject({ holdReason: z.string() }),
  answer: z.object({ heldScopes: z.array(z.object({ agentId: z.string() })) }),
});

const input = { thingRef: 'a/b', agentIds: ['x', 'y'], holdReason: 'because' };
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function answering(answer: (request: Request) => Response | Promise<Response>) {
  server.use(http.post('*/api/v1/things/*', ({ request }) => answer(request)));
}

describe('a call', () => {
  it('fills in path and query', () => {
    expect(endpointUrl(endpoint, input)).toBe('/api/v1/things/a%2Fb?agent_ids=x&agent_ids=y');
  });

  it('sends the body in snake_case with its key, and gives the answer in ours', async () => {
    let sent: unknown;
    let key: string | null = null;
    answering(async (request) => {
      sent = await request.json();
      key = request.headers.get('idempotency-key');
      return HttpResponse.json({ held_scopes: [{ agent_id: 'agt_1' }] });
    });
    const answer = await callApi(endpoint, input, { idempotencyKey: 'k' });
    expect(answer).toEqual({ heldScopes: [{ agentId: 'agt_1' }] });
    expect(sent).toEqual({ hold_reason: 'because' });
    expect(key).toBe('k');
  });

  it('throws what the server threw', async () => {
    const thrown = new AppError('counts_changed', 'counts differ', { details: { seenCount: 1 } });
    answering(() => HttpResponse.json(problemToWire(toProblem(thrown, 'req-1')) as object, { status: 409 }));
    const error = await callApi(endpoint, input).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'counts_changed',
      userMessage: 'counts differ',
      details: { seenCount: 1, requestId: 'req-1' },
    });
  });

  it.each([
    ['a web page instead of an answer', () => new HttpResponse('<html>', { status: 502 })],
    ['no connection', () => HttpResponse.error()],
  ])('says unavailable when there is %s', async (_, answer) => {
    answering(answer);
    const error = await callApi(endpoint, input).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'unavailable' });
    expect(isRetryable(error)).toBe(true);
  });
});
