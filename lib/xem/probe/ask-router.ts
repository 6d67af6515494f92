import { addressOf, readBaseUrl } from '@/lib/xem/http/address';
import { readText } from '@/lib/xem/http/read-text';
import type { Asked, Purpose } from '@/lib/xem/probe/asked';
import { type Redact, redactor } from '@/lib/xem/redact';
import type { Contract } from '@/lib/xem/wire/contract';
import type { OperationName, Route, Scope } from '@/lib/xem/wire/operation-table';

export type ProbeKey = {
  /** The setting that it came from. */
  name: string;
  key: string;
  /** The scopes that it is meant for. */
  scopes: readonly Scope[];
};

export type Question = {
  purpose: Purpose;
  operation: OperationName;
  key: ProbeKey;
  route?: Route;
  params?: Record<string, string>;
  query?: Record<string, string | number>;
};

export type AskRouter = (question: Question) => Promise<Asked>;

const timeoutMs = 10_000;
const limitBytes = 4 * 1024 * 1024;

/**
 * Asks without changing anything: GET, and OPTIONS where a method is in question. A router may repeat the key that
 * it was asked with, and a report is there for everybody to read: no answer leaves here with it.
 */
export function askRouter(
  { baseUrl, contract }: { baseUrl: string; contract: Contract },
  fetch: typeof globalThis.fetch = globalThis.fetch,
): AskRouter {
  const base = readBaseUrl(baseUrl);
  return async ({ purpose, operation, key, params = {}, query = {}, ...question }) => {
    const route = question.route ?? contract.operations[operation];
    const address = addressOf(base, { operation, params, query }, route);
    const asked = { purpose, operation, keyName: key.name, path: route.path };
    const redact = redactor([key.key], contract);
    try {
      const response = await fetch(address, {
        method: purpose === 'methods' ? 'OPTIONS' : 'GET',
        headers: {
          Authorization: `Bearer ${key.key}`,
          Accept: 'application/json',
          'User-Agent': 'holdfast-probe',
        },
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const mediaType = (response.headers.get('Content-Type') ?? '').toLowerCase();
      return {
        ...asked,
        status: response.status,
        failure: null,
        requestId: response.headers.get(contract.headers.requestId),
        body: await bodyOf(response, mediaType, redact),
        isWebPage: /^(text\/html|application\/xhtml)/.test(mediaType),
        methods: (response.headers.get('Allow') ?? '').split(',').flatMap((method) => method.trim() || []),
      };
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      const failure = cause instanceof Error ? redact(cause.message) : 'no answer';
      const nothing = { status: null, requestId: null, body: undefined, isWebPage: false, methods: [] };
      return { ...asked, ...nothing, failure };
    }
  };
}

/** Raw output is not for a probe to read: its status says all. */
async function bodyOf(response: Response, mediaType: string, redact: Redact): Promise<unknown> {
  if (!mediaType.includes('json')) {
    await response.body?.cancel();
    return undefined;
  }
  try {
    return JSON.parse(await readText(response, limitBytes), (_, value) =>
      typeof value === 'string' ? redact(value) : value,
    );
  } catch {
    return undefined;
  }
}
