import 'server-only';
import { type Context, contextFromRequest } from '@/lib/context';
import { AppError, isAppError } from '@/lib/errors';
import type { Endpoint, EndpointAnswer, EndpointInput } from '@/lib/http/endpoint';
import { answerOnce } from '@/lib/http/idempotency';
import { invalidInput, problemSchema, toProblem } from '@/lib/http/problem';
import { readJsonBody, readQuery } from '@/lib/http/read-request';
import { fromWire, toWire } from '@/lib/http/wire-case';
import { logger } from '@/lib/observability/logger';

type RouteHandler = (
  request: Request,
  route: { params: Promise<Record<string, string>> },
) => Promise<Response>;

/** The HTTP edge: one endpoint, one verb. Parses, authenticates, runs, encodes; every failure is a problem document. */
export function defineRoute<E extends Endpoint>(
  endpoint: E,
  verb: (context: Context, input: EndpointInput<E>) => Promise<EndpointAnswer<E>>,
): RouteHandler {
  return edge(async (request, context, params) => {
    const { input, rawBody } = await parseInput(endpoint, request, params);
    const run = async () => ({
      status: endpoint.status,
      body: toWire(endpoint.answer, await verb(context, input)),
    });
    const key = endpoint.method === 'POST' ? request.headers.get('idempotency-key') : null;
    const name = `${endpoint.method} ${new URL(request.url).pathname}`;
    const answer = key ? await answerOnce(context, { key, endpoint: name, body: rawBody }, run) : await run();
    return Response.json(answer.body, { status: answer.status, headers: { 'Cache-Control': 'no-store' } });
  });
}

/** For what does not answer JSON: downloads and streams. The handler makes the whole response. */
export function defineStreamRoute<E extends Endpoint>(
  endpoint: E,
  handler: (context: Context, input: EndpointInput<E>, request: Request) => Promise<Response>,
): RouteHandler {
  return edge(async (request, context, params) => {
    const { input } = await parseInput(endpoint, request, params);
    return handler(context, input, request);
  });
}

function edge(
  work: (request: Request, context: Context, params: Record<string, string>) => Promise<Response>,
): RouteHandler {
  return async (request, route) => {
    const requestId = crypto.randomUUID();
    let response: Response;
    try {
      const context = await contextFromRequest(request, requestId);
      response = await work(request, context, await route.params);
    } catch (error) {
      response = problemResponse(error, requestId, request);
    }
    response.headers.set('X-Request-ID', requestId);
    return response;
  };
}

function problemResponse(error: unknown, requestId: string, request: Request): Response {
  const problem = toProblem(error, requestId);
  const line = { requestId, method: request.method, path: new URL(request.url).pathname, code: problem.code };
  if (!isAppError(error)) logger().error({ ...line, err: error }, 'unexpected error');
  else if (problem.status >= 500) logger().warn({ ...line, detail: error.message }, 'request failed');
  return Response.json(toWire(problemSchema, problem), {
    status: problem.status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
  });
}

async function parseInput<E extends Endpoint>(
  endpoint: E,
  request: Request,
  params: Record<string, string>,
): Promise<{ input: EndpointInput<E>; rawBody: string }> {
  const hasBody = request.method !== 'GET' && Object.keys(endpoint.body.shape).length > 0;
  const { json, text } = hasBody ? await readJsonBody(request) : { json: {}, text: '' };
  const parts = [
    endpoint.params.safeParse(params),
    endpoint.query.safeParse(readQuery(endpoint.query, new URL(request.url).searchParams)),
    endpoint.body.safeParse(fromWire(endpoint.body, json)),
  ];
  const input = {};
  for (const part of parts.reverse()) {
    if (!part.success) throw invalidInput(part.error);
    Object.assign(input, part.data);
  }
  return { input: input as EndpointInput<E>, rawBody: text };
}

/** Handler for a method that a path does not have; Next answers 405 by itself, so this is for unknown paths. */
export const unknownPath: RouteHandler = async (request) => {
  const error = new AppError('not_found', `${new URL(request.url).pathname} is not part of the API`);
  return problemResponse(error, crypto.randomUUID(), request);
};
