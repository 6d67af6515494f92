import { describe, expect, it } from 'vitest';
import { heldSince } from '@/lib/containment/held-since';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 14, minute));
const held = (from: number, to: number | null = null) => ({
  addedAt: at(from),
  releasedAt: to === null ? null : at(to),
});

describe('how long a scope is held without a gap', () => {
  it.each([
    ['by one hold', [held(5)], at(5)],
    ['by the first of two', [held(7), held(5)], at(5)],
    ['over a hand-over', [held(5, 9), held(9)], at(5)],
    ['over several, each taking over', [held(8), held(2, 5), held(4, 8)], at(2)],
    ['not over a gap', [held(1, 3), held(5)], at(5)],
    ['over one that another spans', [held(1), held(4, 6)], at(1)],
    ['up to a release at this very moment', [held(5, 20)], at(5)],
    ['not at all after its release', [held(5, 19)], null],
    ['not at all where nothing holds it', [], null],
  ])('is known %s', (_name, holds, since) => {
    expect(heldSince(holds, at(20))).toEqual(since);
  });
});
