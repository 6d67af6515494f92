import { AppError, isAppError } from '@/lib/errors';
import type { CallTrace } from '@/lib/xem/exchange';
import { type OperationName, operations } from '@/lib/xem/wire/operation-table';
import type { XemErrorCode } from '@/lib/xem/wire/words';

/** Marks what failed before anything left for XEM: it tells nothing about the router, and changed nothing. */
export const notSent = { wasSent: false } as const;

export function wasNotSent(error: unknown): boolean {
  return isAppError(error) && error.details.wasSent === notSent.wasSent;
}

export function unreachable(call: CallTrace, cause: unknown): AppError {
  const reason = reasonOf(cause);
  return new AppError('xem_unreachable', `XEM ${call.operation} at ${call.path}: ${reason}`, {
    userMessage: reason === 'timed out' ? 'XEM did not answer in time.' : 'XEM could not be reached.',
    details: { ...call, surface: operations[call.operation].surface, reason },
    cause,
  });
}

/** The innermost cause is the one that says something, such as ECONNREFUSED. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown';
  if (cause.name === 'TimeoutError') return 'timed out';
  if (cause.cause instanceof Error) return reasonOf(cause.cause);
  const code = 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : cause.message;
}

export function unexpectedAnswer(
  call: CallTrace,
  what: string,
  details: Record<string, unknown> = {},
): AppError {
  return new AppError('xem_unexpected_answer', `XEM ${call.operation} at ${call.path}: ${what}`, {
    userMessage: 'XEM answered in a form that Holdfast cannot read.',
    details: { ...call, surface: operations[call.operation].surface, ...details },
  });
}

/** What this router or this transport cannot do at all; `why` is a sentence for people. */
export function unsupported(operation: OperationName, why: string): AppError {
  return new AppError('xem_unsupported', `XEM ${operation}: ${why}`, {
    userMessage: why,
    details: { operation, surface: operations[operation].surface, requestId: null, ...notSent },
  });
}

/** Null where it failed otherwise than by not being there. */
export function commandMissing(command: string, call: CallTrace, cause: unknown): AppError | null {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code !== 'ENOENT' && code !== 'EACCES') return null;
  const userMessage =
    code === 'ENOENT'
      ? `There is no command ${command}; XEM_CLI names the one to use.`
      : `The command ${command} may not be run by this user.`;
  return new AppError('unavailable', `XEM ${call.operation}: ${command}: ${code}`, {
    userMessage,
    details: { ...call, surface: operations[call.operation].surface, ...notSent },
    cause,
  });
}

/** Too many others were before it. */
export function noTurn(call: CallTrace): AppError {
  return new AppError('xem_unreachable', `XEM ${call.operation} at ${call.path}: no turn in time`, {
    userMessage: 'XEM was not asked, as too many other calls were before this one. Try again shortly.',
    details: { ...call, surface: operations[call.operation].surface, reason: 'no turn', ...notSent },
  });
}

/** The router's word for the whole fleet (D:err): it is there itself, and did nothing. */
export const noAgentCode: XemErrorCode = 'tool_executor_unavailable';

export function saysNoAgent(error: unknown): boolean {
  return isAppError(error) && error.details.xemCode === noAgentCode;
}

/** A write without a proper answer may have been carried out all the same: the caller must look. */
export function withUncertainty(error: unknown): unknown {
  if (!isAppError(error) || saysNoAgent(error) || wasNotSent(error)) return error;
  if (error.code !== 'xem_unreachable' && error.code !== 'xem_unexpected_answer') return error;
  return new AppError(error.code, error.message, {
    userMessage: `${error.userMessage} The change may have been made; look before repeating it.`,
    details: { ...error.details, mayHaveHappened: true },
    cause: error.cause,
  });
}
