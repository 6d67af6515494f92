import { describe, expect, it } from 'vitest';
import { freshnessState } from '@/lib/mirror/freshness';

describe('how fresh a source is', () => {
  it.each([
    [null, 'never'],
    [0, 'fresh'],
    [9_999, 'fresh'],
    [10_000, 'late'],
    [19_999, 'late'],
    [20_000, 'stale'],
    [3_600_000, 'stale'],
  ] as const)('%s ms after the last reading, at one every 5 s: %s', (ageMs, state) => {
    expect(freshnessState(ageMs, 5_000)).toBe(state);
  });
});
