import 'server-only';
import { type Context, contextFromRequest, installationSecret } from '@/lib/context';
import type { Endpoint, EndpointAnswer, EndpointInput } from '@/lib/http/endpoint';
import { answerOnce } from '@/lib/http/idempotency';
import { invalidInput } from '@/lib/http/problem';
import { problemResponse } from '@/lib/http/problem-response';
import { readJsonBody, readQuery } from '@/lib/http/read-request';
import { fromWire, toWire } from '@/lib/http/wire-case';

export type RouteHandler = (
  request: Request,
  route: { params: Promise<Record<string, string> | undefined> },
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
    const { pathname, search } = new URL(request.url);
    const keyed = { endpoint: `POST ${pathname}${search}`, body: rawBody, secret: installationSecret() };
    const answer = key === null ? await run() : await answerOnce(context, { key, ...keyed }, run);
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
      response = await work(request, context, (await route.params) ?? {});
    } catch (error) {
      response = problemResponse(error, requestId, request);
    }
    response.headers.set('X-Request-ID', requestId);
    return response;
  };
}

async function parseInput<E extends Endpoint>(
  endpoint: E,
  request: Request,
  params: Record<string, string>,
): Promise<{ input: EndpointInput<E>; rawBody: string }> {
  const hasBody = request.method !== 'GET' && Object.keys(endpoint.body.shape).length > 0;
  const { json, text } = hasBody ? await readJsonBody(request) : { json: {}, text: '' };
  const parts = [
    endpoint.body.safeParse(fromWire(endpoint.body, json)),
    endpoint.query.safeParse(readQuery(endpoint.query, new URL(request.url).searchParams)),
    // Last, so that what the path says wins.
    endpoint.params.safeParse(params),
  ];
  const issues = parts.flatMap((part) => part.error?.issues ?? []);
  if (issues.length > 0) throw invalidInput(issues);
  const input = Object.assign({}, ...parts.map((part) => part.data)) as EndpointInput<E>;
  return { input, rawBody: text };
}
