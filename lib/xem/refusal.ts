import { AppError, type ErrorCode } from '@/lib/errors';
import type { CallTrace } from '@/lib/xem/exchange';
import { noAgentCode } from '@/lib/xem/failures';
import type { Redact } from '@/lib/xem/redact';
import type { Contract } from '@/lib/xem/wire/contract';
import { isObject, type JsonObject } from '@/lib/xem/wire/fields';
import { type OperationName, operations } from '@/lib/xem/wire/operation-table';
import { translateWord, type XemErrorCode } from '@/lib/xem/wire/words';

/** XEM's error envelope (contract 2.4), as far as it was filled in. */
export type Refusal = {
  code: string | null;
  type: string | null;
  message: string | null;
  /** What `retry_after` says, else where its `retry_strategy` begins. */
  retryAfterMs: number | null;
};

export function readRefusal(body: unknown): Refusal {
  const error = isObject(body) && isObject(body.error) ? body.error : {};
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  return {
    code: text(error.code),
    type: text(error.type),
    message: text(error.message)?.slice(0, 500) ?? null,
    retryAfterMs: waitIn(error),
  };
}

function waitIn(error: JsonObject): number | null {
  const { retry_after: seconds, retry_strategy: strategy } = error;
  if (typeof seconds === 'number' && seconds >= 0) return seconds * 1000;
  const firstMs = isObject(strategy) ? strategy.initial_delay_ms : undefined;
  return typeof firstMs === 'number' && firstMs >= 0 ? firstMs : null;
}

type Refused = {
  status: number;
  refusal: Refusal;
  /** Stands in where the envelope holds no message. */
  said: string;
  retryAfterMs: number | null;
  /** A proxy or a wrong address answers with one; its 404 says nothing about what XEM has. */
  isWebPage: boolean;
};

/** What a status other than 2xx means to the caller, whatever transport brought it. */
export function failureOf(
  call: CallTrace,
  { status, retryAfterMs, isWebPage, ...refused }: Refused,
  { contract, redact }: { contract: Contract; redact: Redact },
): AppError {
  const code = translateWord(contract.synonyms.errorCodes, refused.refusal.code);
  const refusal = { ...refused.refusal, code };
  const { surface, path } = operations[call.operation];
  const said = redact(refusal.message ?? refused.said);
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
  if (refusal.code === noAgentCode)
    return failure('xem_unreachable', 'XEM has no agent online that could do it.');
  if (status >= 500) return failure('xem_unreachable', `XEM failed to answer (${status}).`);
  if (status < 400 || isWebPage) {
    return failure('xem_unexpected_answer', `XEM answered with something else than its API (${status}).`);
  }
  if (status === 403 && isScopeInsufficient(refusal, contract)) {
    const scope = scopeNamedIn(said) ?? contract.surfaces[surface].scope;
    const userMessage = `The XEM key lacks the scope ${scope}, which ${surface} needs.`;
    return failure('xem_scope_insufficient', userMessage, { scope });
  }
  // Without an id in the path it is the route or the project that XEM doesn't know.
  if (path.includes('{') && !isCode(refusal, ['project_not_found'])) {
    if (status === 404 || saysNotFound(status, refusal)) return failure('not_found', said);
  }
  if (status === 409 || saysDecided(call.operation, status, refusal, said)) return failure('conflict', said);
  return failure('xem_rejected', `XEM refused: ${said}`);
}

/** Keyed on the code; many controllers leave it out, and then only the type is left (contract 2.4). */
function isScopeInsufficient(refusal: Refusal, contract: Contract): boolean {
  if (refusal.code !== null) return refusal.code === contract.scopeInsufficient.code;
  return refusal.type === contract.scopeInsufficient.type;
}

/** Which scope is missing stands only in the message; believed when it names exactly one. */
function scopeNamedIn(message: string): string | null {
  const named = new Set(message.match(/\b(execution|management|inference)\b/g) ?? []);
  const [only, another] = [...named];
  return another === undefined ? (only ?? null) : null;
}

/** Codes about the thing in the path, as a 400 or 422 may carry them; a tool's is about a body. */
const notFoundCodes: readonly XemErrorCode[] = [
  'approval_not_found',
  'agent_not_found',
  'invocation_not_found',
  'execution_not_found',
  'webhook_not_found',
  'export_not_found',
  'key_not_found',
];

function saysNotFound(status: number, refusal: Refusal): boolean {
  return isVague(status) && isCode(refusal, notFoundCodes);
}

function isCode({ code }: Refusal, codes: readonly XemErrorCode[]): boolean {
  return codes.some((known) => known === code);
}

/** What can be settled once only; some routers say 400 or 422 the second time. */
const settledOnce: readonly OperationName[] = ['approve', 'reject', 'cancelInvocation'];

function saysDecided(operation: OperationName, status: number, refusal: Refusal, said: string): boolean {
  if (!isVague(status) || !settledOnce.includes(operation)) return false;
  return /already|decided|resolved/i.test(`${refusal.code ?? ''} ${said}`);
}

function isVague(status: number): boolean {
  return status === 400 || status === 422;
}
