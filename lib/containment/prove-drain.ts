import type { Drain } from '@/lib/containment/drain';

/**
 * Whether it may be said that nothing runs any more where no call is known: every scope has been stopped, and both lists of
 * calls were read in full after the last of these stops. `stoppedAt` has one time a scope, null where it has not stopped.
 */
export function proveDrain(
  stoppedAt: (Date | null)[],
  readSince: Date | null,
): Pick<Drain, 'stoppedCount' | 'isProven'> {
  const stopped = stoppedAt.filter((at) => at !== null);
  return {
    stoppedCount: stopped.length,
    isProven:
      readSince !== null && stopped.length === stoppedAt.length && stopped.every((at) => readSince > at),
  };
}
