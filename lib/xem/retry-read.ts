import { isAppError } from '@/lib/errors';
import { countdown } from '@/lib/xem/countdown';

export type Wait = (milliseconds: number) => Promise<void>;

export const waitForReal: Wait = (milliseconds) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const maxTries = 5;
const firstBackoffMs = 200;
const longestBackoffMs = 5_000;

/**
 * Repeats a read that may well succeed a moment later, under one deadline for all tries together. XEM's own
 * word on when to return is honoured; where it lies beyond the deadline, the failure is given at once.
 */
export async function retryRead<Answer>(
  attempt: (remainingMs: number) => Promise<Answer>,
  options: { deadlineMs: number; wait: Wait },
): Promise<Answer> {
  const remaining = countdown(options.deadlineMs);
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(remaining());
    } catch (error) {
      const pauseMs = pauseBefore(error, tries);
      if (pauseMs === null || tries >= maxTries || pauseMs >= remaining()) throw error;
      await options.wait(pauseMs);
    }
  }
}

/** Null for a failure that waiting won't mend. */
function pauseBefore(error: unknown, tries: number): number | null {
  if (!isAppError(error, 'xem_unreachable') && !isAppError(error, 'xem_rate_limited')) return null;
  const asked = error.details.retryAfterMs;
  // Jitter only upwards when XEM named a time: earlier would be refused again.
  if (typeof asked === 'number') return asked * (1 + Math.random() * 0.1);
  const backoff = Math.min(firstBackoffMs * 2 ** (tries - 1), longestBackoffMs);
  return backoff * (0.5 + Math.random() / 2);
}
