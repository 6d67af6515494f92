import { z } from 'zod';
import { AppError, errorCodes, isAppError } from '@/lib/errors';
import { toSnake } from '@/lib/http/wire-case';

/** RFC 9457 problem document, as every error of the API looks. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.enum(errorCodes),
  requestId: z.string(),
  /** One a wrong field, by its wire name. */
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});

export type Problem = z.infer<typeof problemSchema>;

/** Turns any thrown value into a problem; what is not an AppError is a bug and says nothing about itself. */
export function toProblem(error: unknown, requestId: string): Problem {
  const known = isAppError(error)
    ? error
    : new AppError('unexpected', 'unexpected error', {
        userMessage: 'Something went wrong on our side. The request id leads to the log line.',
      });
  const { errors, ...details } = known.details as { errors?: Problem['errors'] };
  return {
    type: `urn:holdfast:problem:${known.code}`,
    title: known.code.replaceAll('_', ' '),
    status: known.status,
    detail: known.userMessage,
    code: known.code,
    requestId,
    ...(errors ? { errors } : {}),
    ...(Object.keys(details).length > 0 ? { details } : {}),
  };
}

/** Throws away nothing: the browser gets the same error class that the server threw. */
export function fromProblem(problem: Problem): AppError {
  return new AppError(problem.code, problem.detail, {
    details: {
      ...problem.details,
      requestId: problem.requestId,
      ...(problem.errors && { errors: problem.errors }),
    },
  });
}

/** `invalid_input` that names each wrong field as the caller spelt it. */
export function invalidInput(error: z.ZodError): AppError {
  const errors = error.issues.map((issue) => ({
    field:
      issue.path.map((part) => (typeof part === 'string' ? toSnake(part) : String(part))).join('.') || 'body',
    message: issue.message,
  }));
  const sentence = errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return new AppError('invalid_input', sentence, { details: { errors } });
}
