import { describe, expect, it } from 'vitest';
import { grownCosts } from '@/lib/containment/seen-counts';

const none = { healthyPerHour: 0, queuedCount: 0, approvalCount: 0 };

describe('grownCosts', () => {
  it.each([
    ['the same', 10, 10, false],
    ['less', 10, 2, false],
    ['a few more of few', 1, 5, false],
    ['five more of few', 1, 6, true],
    ['less than half again of many', 100, 149, false],
    ['half again of many', 100, 150, true],
  ])('%s: from %i to %i', (_name, seen, now, isGrown) => {
    const grown = grownCosts({ ...none, queuedCount: seen }, { ...none, queuedCount: now });
    expect(grown).toEqual(isGrown ? [{ name: 'queuedCount', seen, now }] : []);
  });

  it('names each that grew', () => {
    const grown = grownCosts(none, { healthyPerHour: 40, queuedCount: 4, approvalCount: 9 });
    expect(grown.map(({ name }) => name)).toEqual(['healthyPerHour', 'approvalCount']);
  });
});
