import { type Clock, systemClock } from '@/lib/clock';
import { countdown } from '@/lib/xem/countdown';
import type { Answer, Call, CallTrace, Exchange } from '@/lib/xem/exchange';
import { unexpectedAnswer, unreachable, withUncertainty } from '@/lib/xem/failures';
import { guardStream } from '@/lib/xem/guard-stream';
import { addressOf, readBaseUrl } from '@/lib/xem/http/address';
import { type ClockSkew, midOf, narrowSkew, skewIn } from '@/lib/xem/http/clock-skew';
import { authorizer, type XemKeys } from '@/lib/xem/http/keys';
import { readFailure } from '@/lib/xem/http/read-failure';
import { scopeFinder } from '@/lib/xem/http/scope-finder';
import { AnswerTooLarge, jsonCollector, jsonLimitBytes } from '@/lib/xem/json-collector';
import { redactor } from '@/lib/xem/redact';
import { retryRead, type Wait, waitForReal } from '@/lib/xem/retry-read';
import { routeFinder } from '@/lib/xem/routes';
import { type Contract, contract as usualContract } from '@/lib/xem/wire/contract';
import { operations, type Route, type Scope } from '@/lib/xem/wire/operation-table';
import type { XemBlob } from '@/lib/xem/xem';

export type HttpXemOptions = {
  /** Ends in `/<project>/v1`. */
  baseUrl: string;
  keys: XemKeys;
  contract?: Contract;
  clock?: Clock;
  fetch?: typeof globalThis.fetch;
  /** For one call with all its tries. For a stream: until it begins, and between two pieces of it. */
  timeoutMs?: number;
  userAgent?: string;
  /** How to pass the time between two tries of a read. */
  wait?: Wait;
};

type Sending = { call: Call; route: Route; scope: Scope };

const defaultTimeoutMs = 15_000;

/** The one place that talks HTTP to XEM: addresses, keys, limits, and failures under their proper names. */
export function createHttpExchange(options: HttpXemOptions): Exchange {
  const { clock = systemClock, timeoutMs = defaultTimeoutMs, userAgent = 'holdfast' } = options;
  const { fetch = globalThis.fetch, wait = waitForReal, contract = usualContract } = options;
  const base = readBaseUrl(options.baseUrl);
  const authorize = authorizer(options.keys);
  const tryRoutes = routeFinder(contract);
  const tryScopes = scopeFinder(contract, options.keys);
  const redact = redactor(
    Object.values(options.keys).filter((key) => key !== undefined),
    contract,
  );

  let skew: ClockSkew | undefined;

  const repeated = <Result>(attempt: (limitMs: number) => Promise<Result>) =>
    // Half of the deadline for one try, so that a router that hangs once leaves time for another.
    retryRead((remainingMs) => attempt(Math.min(remainingMs, timeoutMs / 2)), {
      deadlineMs: timeoutMs,
      wait,
    });

  /** By the route and the key that this router turns out to want. */
  const carryOut = <Result>(call: Call, attempt: (sending: Sending) => Promise<Result>) =>
    tryRoutes(call.operation, (route) =>
      tryScopes(call.operation, (scope) => attempt({ call, route, scope })),
    );

  async function send({ call, route, scope }: Sending, kind: 'json' | 'blob', signal: AbortSignal) {
    const { surface } = operations[call.operation];
    const address = addressOf(base, call, route);
    const hasBody = call.body !== undefined;
    const headers = {
      Accept: kind === 'json' ? 'application/json' : '*/*',
      Authorization: authorize(surface, scope),
      'User-Agent': userAgent,
      ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
    };
    const sentAt = clock.now();
    const failed: CallTrace = { operation: call.operation, path: address.pathname, requestId: null };
    try {
      const response = await fetch(address, {
        method: route.method,
        headers,
        signal,
        // A write must not become a GET on its way; a download may lead to a store elsewhere.
        redirect: kind === 'json' ? 'manual' : 'follow',
        ...(hasBody ? { body: JSON.stringify(call.body) } : {}),
      });
      const seen = skewIn(response.headers, sentAt, clock.now());
      if (seen !== undefined) skew = narrowSkew(skew, seen);
      return { response, call: { ...failed, requestId: response.headers.get(contract.headers.requestId) } };
    } catch (cause) {
      throw unreachable(failed, cause);
    }
  }

  async function refuse(call: CallTrace, response: Response): Promise<never> {
    const body = parseJson(await readWhole(call, response));
    throw readFailure(call, response, body, { clock, redact, contract });
  }

  async function exchangeJson(sending: Sending, limitMs: number): Promise<Answer> {
    const sent = await send(sending, 'json', AbortSignal.timeout(Math.max(1, Math.ceil(limitMs))));
    if (!sent.response.ok) return refuse(sent.call, sent.response);
    const text = await readWhole(sent.call, sent.response);
    // An acknowledged write may have nothing to add.
    if (text === '' && sending.route.method !== 'GET') return { body: null, call: sent.call };
    const body = parseJson(text);
    if (body === undefined) {
      const mediaType = sent.response.headers.get('Content-Type');
      throw unexpectedAnswer(sent.call, 'not JSON', { httpStatus: sent.response.status, mediaType });
    }
    return { body, call: sent.call };
  }

  async function openStream(sending: Sending, limitMs: number): Promise<XemBlob> {
    const giveUp = new AbortController();
    const timedOut = new DOMException('timed out', 'TimeoutError');
    // Until it is known to be a stream: the body of a refusal may stand still as well.
    const timer = setTimeout(() => giveUp.abort(timedOut), Math.max(1, limitMs));
    try {
      const { response, call } = await send(sending, 'blob', giveUp.signal);
      if (!response.ok) return await refuse(call, response);
      const mediaType = response.headers.get('Content-Type') ?? 'application/octet-stream';
      // No tool output is served as a page: this is a sign-in or an error page of something in between.
      if (mediaType.startsWith('text/html')) {
        giveUp.abort();
        throw unexpectedAnswer(call, 'a web page', { mediaType });
      }
      const body = guardStream(response.body ?? new Blob([]).stream(), timeoutMs, (cause) => {
        giveUp.abort();
        return unreachable(call, cause);
      });
      return { body, mediaType, size: sizeOf(response) };
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    clockSkewMs: () => (skew === undefined ? null : midOf(skew)),
    read: (call) => repeated((limitMs) => carryOut(call, (sending) => exchangeJson(sending, limitMs))),
    write: (call, withinMs = timeoutMs) => {
      const remaining = countdown(withinMs);
      return carryOut(call, (sending) => exchangeJson(sending, remaining())).catch((error: unknown) => {
        throw withUncertainty(error);
      });
    },
    writeDeadlineMs: timeoutMs,
    stream: (call) => repeated((limitMs) => carryOut(call, (sending) => openStream(sending, limitMs))),
  };
}

async function readWhole(call: CallTrace, response: Response): Promise<string> {
  const answer = jsonCollector();
  try {
    // Leaving the loop early cancels the rest.
    for await (const piece of response.body ?? []) answer.add(piece);
    return answer.end();
  } catch (cause) {
    if (!(cause instanceof AnswerTooLarge)) throw unreachable(call, cause);
    throw unexpectedAnswer(call, cause.message, { limitBytes: jsonLimitBytes });
  }
}

/** Undefined for what is no JSON, which JSON itself cannot say. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sizeOf(response: Response): number | null {
  const length = response.headers.get('Content-Length');
  // With an encoding the length is that of the packed form, which nobody sees.
  if (length === null || response.headers.has('Content-Encoding')) return null;
  const size = Number(length);
  return Number.isSafeInteger(size) && size >= 0 ? size : null;
}
