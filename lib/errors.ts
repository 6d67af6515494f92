/**
 * Every failure a caller may meet, as one closed list. The table says which HTTP status each becomes;
 * this is the only place where the two meet.
 */
const statusByCode = {
  invalid_input: 400,
  not_signed_in: 401,
  fresh_sign_in_required: 401,
  not_allowed: 403,
  not_found: 404,
  conflict: 409,
  counts_changed: 409,
  gate_incomplete: 422,
  too_large: 413,
  rate_limited: 429,
  xem_unreachable: 502,
  xem_scope_insufficient: 502,
  xem_rate_limited: 503,
  xem_rejected: 502,
  xem_unsupported: 501,
  xem_unexpected_answer: 502,
  unavailable: 503,
  unexpected: 500,
} as const;

export type ErrorCode = keyof typeof statusByCode;

export const errorCodes = Object.keys(statusByCode) as [ErrorCode, ...ErrorCode[]];

export type AppErrorOptions = {
  /** What a person reads; defaults to `message`. Never holds a secret. */
  userMessage?: string;
  /** Facts that are safe to show and to log: field names, ids, XEM's request id, counts. */
  details?: Record<string, unknown>;
  cause?: unknown;
};

/** The same in every copy of this file: a process may hold several, one a bundle, and throws across them. */
const mark = Symbol.for('holdfast.AppError');

/** The one error class. `message` is for logs, `userMessage` for people, `details` for both. */
export class AppError extends Error {
  readonly [mark] = true;
  readonly code: ErrorCode;
  readonly userMessage: string;
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.userMessage = options.userMessage ?? message;
    this.details = options.details ?? {};
  }

  get status(): number {
    return statusByCode[this.code];
  }
}

export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  if (!(error instanceof Error && mark in error)) return false;
  return code === undefined || ('code' in error && error.code === code);
}

export function notFound(what: string, id: string): AppError {
  return new AppError('not_found', `${what} ${id} does not exist`);
}
