import { type Clock, systemClock } from '@/lib/clock';
import { AppError } from '@/lib/errors';
import { BodyTooLarge, guardStream, readText } from '@/lib/xem/http/read-body';
import { readFailure } from '@/lib/xem/http/read-failure';
import { redactor } from '@/lib/xem/http/redact';
import { retryRead, type Wait, waitForReal } from '@/lib/xem/http/retry-read';
import { contract, type OperationName, type Scope } from '@/lib/xem/wire/contract';
import type { XemBlob } from '@/lib/xem/xem';

export type HttpXemOptions = {
  /** Ends in `/<project>/v1`; the project segment is never looked at (contract 2.1). */
  baseUrl: string;
  /** One key a scope; the same key may stand in all three. A missing one fails only its own surfaces. */
  keys: { [scope in Scope]?: string | undefined };
  clock?: Clock;
  fetch?: typeof globalThis.fetch;
  /** For one call with all its tries. For a stream: until it begins, and between two pieces of it. */
  timeoutMs?: number;
  userAgent?: string;
  /** How to pass the time between two tries of a read. */
  wait?: Wait;
};

export type Call = {
  operation: OperationName;
  params?: Record<string, string>;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
};

export type Answer = { body: unknown; requestId: string | null; path: string };

export type Exchange = {
  /** Repeats what is safe to repeat. */
  read(call: Call): Promise<Answer>;
  /** Sends once, whatever happens. */
  write(call: Call): Promise<Answer>;
  stream(call: Call): Promise<XemBlob>;
};

const defaultTimeoutMs = 15_000;
const jsonLimitBytes = 16 * 1024 * 1024;

/** The one place that talks HTTP to XEM: addresses, keys, limits, and failures under their proper names. */
export function createExchange(options: HttpXemOptions): Exchange {
  const {
    clock = systemClock,
    fetch = globalThis.fetch,
    timeoutMs = defaultTimeoutMs,
    userAgent = 'holdfast',
    wait = waitForReal,
  } = options;
  const base = readBaseUrl(options.baseUrl);
  const authorization = readKeys(options.keys);
  const redact = redactor(Object.values(options.keys).filter((key) => key !== undefined));

  async function send(call: Call, accept: string, signal: AbortSignal): Promise<Response> {
    const { method, surface } = contract.operations[call.operation];
    const address = addressOf(base, call);
    const init: RequestInit = {
      method,
      signal,
      // A write must not become a GET on its way; downloads may lead to a store elsewhere.
      redirect: accept === 'application/json' ? 'manual' : 'follow',
      headers: {
        Accept: accept,
        Authorization: authorization(surface),
        'User-Agent': userAgent,
        ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    };
    try {
      return await fetch(address, init);
    } catch (cause) {
      throw unreachable(call, address.pathname, null, cause);
    }
  }

  async function exchangeJson(call: Call, limitMs: number): Promise<Answer> {
    const response = await send(call, 'application/json', AbortSignal.timeout(Math.max(1, limitMs)));
    const path = addressOf(base, call).pathname;
    const requestId = response.headers.get(contract.headers.requestId);
    const body = await readJson(call, path, response);
    if (!response.ok) {
      throw readFailure(call.operation, response, body.isJson ? body.value : null, { clock, redact });
    }
    if (!body.isJson) {
      throw unexpectedAnswer(call.operation, 'not JSON', {
        path,
        requestId,
        httpStatus: response.status,
        mediaType: response.headers.get('Content-Type'),
      });
    }
    return { body: body.value, requestId, path };
  }

  async function readJson(call: Call, path: string, response: Response) {
    const requestId = response.headers.get(contract.headers.requestId);
    let text: string;
    try {
      text = await readText(response, jsonLimitBytes);
    } catch (cause) {
      if (!(cause instanceof BodyTooLarge)) throw unreachable(call, path, requestId, cause);
      throw unexpectedAnswer(call.operation, cause.message, { path, requestId, limitBytes: jsonLimitBytes });
    }
    // An acknowledged write may have nothing to add.
    if (text === '' && contract.operations[call.operation].method !== 'GET') {
      return { isJson: true, value: null };
    }
    try {
      return { isJson: true, value: JSON.parse(text) as unknown };
    } catch {
      return { isJson: false, value: null };
    }
  }

  return {
    // Half of the deadline for one try, so that a router that hangs once leaves time for another.
    read: (call) =>
      retryRead((remainingMs) => exchangeJson(call, Math.min(remainingMs, timeoutMs / 2)), {
        deadlineMs: timeoutMs,
        wait,
      }),
    write: async (call) => {
      try {
        return await exchangeJson(call, timeoutMs);
      } catch (error) {
        throw withUncertainty(error);
      }
    },
    stream: (call) =>
      retryRead((remainingMs) => openStream(call, Math.min(remainingMs, timeoutMs / 2)), {
        deadlineMs: timeoutMs,
        wait,
      }),
  };

  async function openStream(call: Call, limitMs: number): Promise<XemBlob> {
    const giveUp = new AbortController();
    const timer = setTimeout(
      () => giveUp.abort(new DOMException('timed out', 'TimeoutError')),
      Math.max(1, limitMs),
    );
    const response = await send(call, '*/*', giveUp.signal).finally(() => clearTimeout(timer));
    const path = addressOf(base, call).pathname;
    const requestId = response.headers.get(contract.headers.requestId);
    const mediaType = response.headers.get('Content-Type') ?? 'application/octet-stream';
    if (!response.ok) {
      const body = await readJson(call, path, response);
      throw readFailure(call.operation, response, body.isJson ? body.value : null, { clock, redact });
    }
    // No tool output is served as a page: this is a sign-in or an error page of something in between.
    if (mediaType.startsWith('text/html')) {
      await response.body?.cancel();
      throw unexpectedAnswer(call.operation, 'a web page', { path, requestId, mediaType });
    }
    const source = response.body ?? new Blob([]).stream();
    return {
      body: guardStream(source, timeoutMs, (cause) => {
        giveUp.abort();
        return unreachable(call, path, requestId, cause);
      }),
      mediaType,
      size: sizeOf(response),
    };
  }
}

function readBaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new AppError(
      'invalid_input',
      'The XEM base URL must be http(s), end in /<project>/v1 and hold no password.',
    );
  }
  return new URL(url.pathname.replace(/\/*$/, ''), url);
}

/** Checked up front, since a header error of the HTTP client would print the key. */
function readKeys(keys: HttpXemOptions['keys']) {
  for (const [scope, key] of Object.entries(keys)) {
    if (key !== undefined && !/^[\x21-\x7e]*$/.test(key)) {
      throw new AppError('invalid_input', `The XEM key for ${scope} holds a character that no key can have.`);
    }
  }
  return (surface: keyof typeof contract.surfaces): string => {
    const { scope } = contract.surfaces[surface];
    const key = keys[scope];
    if (key === undefined || key === '') {
      throw new AppError('xem_scope_insufficient', `No XEM key with the scope ${scope} is configured`, {
        userMessage: `No XEM key with the scope ${scope} is configured, which ${surface} needs.`,
        details: { surface, scope, requestId: null },
      });
    }
    return `Bearer ${key}`;
  };
}

function addressOf(base: URL, call: Call): URL {
  const path = contract.operations[call.operation].path.replace(/\{(\w+)\}/g, (_, param: string) => {
    const value = call.params?.[param] ?? '';
    // Such an id would climb to another path once the URL is normalised.
    if (value === '' || value === '.' || value === '..') {
      throw new AppError('not_found', `XEM has no ${param} '${value}'`, { details: { requestId: null } });
    }
    return encodeURIComponent(value);
  });
  const address = new URL(`${base.origin}${base.pathname}${path}`);
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value !== undefined) address.searchParams.set(name, String(value));
  }
  return address;
}

function sizeOf(response: Response): number | null {
  const length = response.headers.get('Content-Length');
  // With an encoding the length is that of the packed form, which nobody sees.
  if (length === null || response.headers.has('Content-Encoding')) return null;
  const size = Number(length);
  return Number.isSafeInteger(size) && size >= 0 ? size : null;
}

function unreachable(call: Call, path: string, requestId: string | null, cause: unknown): AppError {
  const reason = reasonOf(cause);
  return new AppError('xem_unreachable', `XEM ${call.operation} at ${path}: ${reason}`, {
    userMessage: reason === 'timed out' ? 'XEM did not answer in time.' : 'XEM could not be reached.',
    details: {
      operation: call.operation,
      surface: contract.operations[call.operation].surface,
      path,
      requestId,
      reason,
    },
    cause,
  });
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown';
  if (cause.name === 'TimeoutError') return 'timed out';
  if (cause.cause instanceof Error) return reasonOf(cause.cause);
  const code = 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : cause.message;
}

export function unexpectedAnswer(
  operation: OperationName,
  what: string,
  details: Record<string, unknown>,
): AppError {
  return new AppError('xem_unexpected_answer', `XEM ${operation} at ${String(details.path)}: ${what}`, {
    userMessage: 'XEM answered in a form that Holdfast cannot read.',
    details: { operation, surface: contract.operations[operation].surface, ...details },
  });
}

/** A write without a proper answer may have been carried out all the same: the caller must look. */
function withUncertainty(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  if (error.code !== 'xem_unreachable' && error.code !== 'xem_unexpected_answer') return error;
  return new AppError(error.code, error.message, {
    userMessage: `${error.userMessage} The change may have been made; look before repeating it.`,
    details: { ...error.details, mayHaveHappened: true },
    cause: error.cause,
  });
}
