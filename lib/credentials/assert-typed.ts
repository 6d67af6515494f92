import { AppError } from '@/lib/errors';

/** The server compares what was typed, to the letter: XEM does not. */
export function assertTyped(expected: string, typed: string | null | undefined, field = 'confirm'): void {
  if (typed === expected) return;
  const message = `type ${expected} to confirm`;
  throw new AppError('invalid_input', `${field}: ${message}`, { details: { errors: [{ field, message }] } });
}
