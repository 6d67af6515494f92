import { describe, expect, test } from 'vitest';
import { afterLooks, dueLooks, type Look, type Unanswered } from '@/lib/mirror/looks';

const now = new Date('2026-11-22T14:00:00Z');
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const inVain = (id: string, tries: number, seconds: number, unknownCount = 0): Unanswered => ({
  id,
  tries,
  unknownCount,
  at: secondsAgo(seconds).toISOString(),
});

describe('what to ask for', () => {
  test('the longest unseen comes first, and nothing twice within five seconds', () => {
    const open = [4, 600, 5, 60].map((seconds) => ({
      id: `${seconds} s`,
      observedAt: secondsAgo(seconds),
    }));
    expect(dueLooks(open, [], now)).toEqual(['600 s', '60 s', '5 s']);
  });

  test.each([
    [1, 9, false],
    [1, 10, true],
    [3, 39, false],
    [3, 40, true],
    [50, 639, false],
    [50, 640, true],
  ])('after %i tries in vain %i s are long enough: %s', (tries, seconds, isDue) => {
    expect(dueLooks([], [inVain('odd', tries, seconds)], now)).toEqual(isDue ? ['odd'] : []);
  });
});

describe('after asking', () => {
  const ask = (before: Unanswered[], outcome: Look['outcome']) =>
    afterLooks(before, [{ id: 'odd', outcome }], now);

  test('one that failed is asked again, for ever, and keeps nobody else waiting', () => {
    const other = inVain('other', 2, 60);
    expect(ask([inVain('odd', 40, 700), other], 'failed')).toEqual({
      unanswered: [other, inVain('odd', 41, 0)],
      forgotten: [],
    });
  });

  test('one that was found is no longer remembered', () => {
    expect(ask([inVain('odd', 2, 60, 2)], 'found')).toEqual({ unanswered: [], forgotten: [] });
  });

  test.each([
    ['once unknown', 0, 'unknown', false],
    ['twice unknown', 1, 'unknown', false],
    ['three times unknown', 2, 'unknown', true],
    ['twice, and then where nothing can be shown', 2, 'unproven', false],
    ['twice, and then a failure', 2, 'failed', false],
  ] as const)('%s', (_, unknownCount, outcome, isForgotten) => {
    const { forgotten, unanswered } = ask([inVain('odd', 5, 700, unknownCount)], outcome);
    expect(forgotten).toEqual(isForgotten ? ['odd'] : []);
    expect(unanswered).toHaveLength(isForgotten ? 0 : 1);
  });
});
