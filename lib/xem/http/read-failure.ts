import type { Clock } from '@/lib/clock';
import { AppError, type ErrorCode } from '@/lib/errors';
import type { CallTrace } from '@/lib/xem/exchange';
import type { Redact } from '@/lib/xem/redact';
import { contract } from '@/lib/xem/wire/contract';
import { isObject } from '@/lib/xem/wire/fields';

type Refusal = {
  code: string | null;
  type: string | null;
  message: string | null;
  retryAfterSeconds: number | null;
};

/** What a status other than 2xx means to the caller. `body` is undefined where it was no JSON. */
export function readFailure(
  call: CallTrace,
  response: Response,
  body: unknown,
  context: { clock: Clock; redact: Redact },
): AppError {
  const { status } = response;
  const { surface, path } = contract.operations[call.operation];
  const refusal = readRefusal(body);
  const said = context.redact(refusal.message ?? `${status} ${response.statusText}`.trim());
  const retryAfterMs = readRetryAfter(response, refusal, context.clock);
  const details = {
    ...call,
    surface,
    httpStatus: status,
    ...(refusal.code === null ? {} : { xemCode: refusal.code }),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  };
  const failure = (code: ErrorCode, userMessage: string, more: Record<string, unknown> = {}) =>
    new AppError(code, `XEM ${call.operation}: ${status} ${said}`, {
      userMessage,
      details: { ...details, ...more },
    });

  if (status === 429) {
    return failure('xem_rate_limited', 'XEM is limiting how often it answers. Try again shortly.');
  }
  if (status >= 500) return failure('xem_unreachable', `XEM failed to answer (${status}).`);
  if (status < 400 || isWebPage(response)) {
    return failure('xem_unexpected_answer', `XEM answered with something else than its API (${status}).`);
  }
  if (status === 403 && isScopeInsufficient(refusal)) {
    const scope = scopeNamedIn(said) ?? contract.surfaces[surface].scope;
    const userMessage = `The XEM key lacks the scope ${scope}, which ${surface} needs.`;
    return failure('xem_scope_insufficient', userMessage, { scope });
  }
  // Without an id in the path it is the route or the project that XEM doesn't know.
  if (status === 404 && path.includes('{')) return failure('not_found', said);
  if (status === 409) return failure('conflict', said);
  return failure('xem_rejected', `XEM refused: ${said}`);
}

/** A proxy or a wrong address answers so; its 404 says nothing about what XEM has. */
function isWebPage(response: Response): boolean {
  return response.headers.get('Content-Type')?.startsWith('text/html') ?? false;
}

function readRefusal(body: unknown): Refusal {
  const error = isObject(body) && isObject(body.error) ? body.error : {};
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  const seconds = error.retry_after;
  return {
    code: text(error.code),
    type: text(error.type),
    message: text(error.message)?.slice(0, 500) ?? null,
    retryAfterSeconds: typeof seconds === 'number' && seconds >= 0 ? seconds : null,
  };
}

/** Keyed on the code; many controllers leave it out, and then only the type is left (contract 2.4). */
function isScopeInsufficient(refusal: Refusal): boolean {
  if (refusal.code !== null) return refusal.code === contract.scopeInsufficient.code;
  return refusal.type === contract.scopeInsufficient.type;
}

/** Which scope is missing stands only in the message; believed when it names exactly one. */
function scopeNamedIn(message: string): string | null {
  const named = new Set(message.match(/\b(execution|management|inference)\b/g) ?? []);
  const [only, another] = [...named];
  return another === undefined ? (only ?? null) : null;
}

/** Header first, then the body (contract 7.2); the header is seconds or a date. */
function readRetryAfter(response: Response, refusal: Refusal, clock: Clock): number | null {
  const header = response.headers.get(contract.headers.retryAfter);
  if (header !== null) {
    const seconds = Number(header);
    if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
    const until = Date.parse(header);
    if (!Number.isNaN(until)) return Math.max(0, until - clock.now().getTime());
  }
  return refusal.retryAfterSeconds === null ? null : refusal.retryAfterSeconds * 1000;
}
