import { expect, it } from 'vitest';
import { proveDrain } from '@/lib/containment/prove-drain';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 14, 0, seconds));

it.each([
  ['proven by lists that began to be read after the last stop', [at(1), at(2)], at(3), 2, true],
  ['not proven by lists from before the last stop', [at(1), at(3)], at(2), 2, false],
  ['not proven by lists that began with the stop', [at(1)], at(1), 1, false],
  ['not proven before calls were read', [at(1)], null, 1, false],
  ['not proven while one of them has not stopped', [at(1), null], at(3), 1, false],
])('a drain is %s', (_case, stoppedAt, readSince, stoppedCount, isProven) => {
  expect(proveDrain(stoppedAt, readSince)).toEqual({ stoppedCount, isProven });
});
