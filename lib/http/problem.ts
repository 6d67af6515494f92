import { z } from 'zod';
import { AppError, errorCodes, isAppError } from '@/lib/errors';
import { fromWire, toCamel, toSnake, toWire } from '@/lib/http/wire-case';

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

/** The details differ by error, so no schema names them: their own keys are turned, what lies below is left alone. */
export function problemToWire(problem: Problem): unknown {
  const { details, ...rest } = problem;
  return toWire(problemSchema, { ...rest, ...(details && { details: renameKeys(details, toSnake) }) });
}

/** Null when it is no problem document. */
export function problemFromWire(json: unknown): Problem | null {
  const parsed = problemSchema.safeParse(fromWire(problemSchema, json));
  if (!parsed.success) return null;
  const { details, ...rest } = parsed.data;
  return { ...rest, ...(details && { details: renameKeys(details, toCamel) }) };
}

function renameKeys(details: Record<string, unknown>, rename: (key: string) => string) {
  return Object.fromEntries(Object.entries(details).map(([key, value]) => [rename(key), value]));
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
export function invalidInput(issues: z.core.$ZodIssue[]): AppError {
  const errors = issues.flatMap((issue) => wrongFields(issue));
  const sentence = errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return new AppError('invalid_input', sentence, { details: { errors } });
}

function wrongFields(
  issue: z.core.$ZodIssue,
  above: PropertyKey[] = [],
): { field: string; message: string }[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: fieldName([...path, key]), message: 'is not known here' }));
  }
  // The first option of a union is the usual one; what it says is of more use than 'invalid input'.
  const [usual] = issue.code === 'invalid_union' ? issue.errors : [];
  if (usual && usual.length > 0) return usual.flatMap((inner) => wrongFields(inner, path));
  return [{ field: fieldName(path), message: issue.message }];
}

function fieldName(path: PropertyKey[]): string {
  return path.map((part) => (typeof part === 'string' ? toSnake(part) : String(part))).join('.') || 'body';
}
