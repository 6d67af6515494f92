import 'server-only';
import { AppError } from '@/lib/errors';

/** How far a person's clock may run ahead of ours, in ms. */
const toleranceMs = 60_000;

/** Guards against a mistyped time: what is written down has happened. Throws `invalid_input`. */
export function assertHappened(happenedAt: Date, now: Date): void {
  if (happenedAt.getTime() <= now.getTime() + toleranceMs) return;
  const message = 'lies in the future';
  throw new AppError('invalid_input', `happened_at: ${message}`, {
    details: { errors: [{ field: 'happened_at', message }] },
  });
}
