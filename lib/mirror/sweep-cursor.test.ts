import { describe, expect, test } from 'vitest';
import {
  afterGapPage,
  afterRefusal,
  afterTopPage,
  emptyCursor,
  goesOn,
  type SweepCursor,
  type SweptPage,
} from '@/lib/mirror/sweep-cursor';

const now = new Date('2026-11-22T14:00:00Z');
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const iso = (seconds: number) => secondsAgo(seconds).toISOString();
const floor = secondsAgo(90 * 86_400);

/** Rows that began so many seconds ago. */
const page = (seconds: number[], facts: Partial<SweptPage> = {}): SweptPage => ({
  begunAt: seconds.map(secondsAgo),
  rowCount: seconds.length,
  readAt: now,
  nextAfter: 'next',
  isKnown: false,
  ...facts,
});
const gap = (facts: Partial<SweepCursor['gaps'][number]> = {}): SweepCursor['gaps'][number] => ({
  after: 'place',
  downTo: iso(600),
  at: iso(100),
  refused: null,
  ...facts,
});
const reached: SweepCursor = { ...emptyCursor, reachedAt: iso(60) };
const behind: SweepCursor = { ...reached, gaps: [gap()] };

describe('the top page', () => {
  test.each([
    ['ends the reading when all of it is known', page([60, 90], { isKnown: true }), 0],
    ['opens a gap with a row that is new', page([5, 60, 90]), 1],
    ['opens a gap when its rows began within the overlap', page([60, 69], { isKnown: true }), 1],
    ['opens a gap when one late row alone is older', page([5, 20, 90]), 1],
    ['opens a gap when the clock of the answer was wrong', page([3_605, 3_660]), 1],
    ['is the whole list', page([5, 60], { nextAfter: null }), 0],
    ['opens a gap without times when something is new', page([], { rowCount: 2 }), 1],
    ['ends the reading without times when nothing is new', page([], { rowCount: 2, isKnown: true }), 0],
  ])('%s', (_, swept, gaps) => {
    expect(afterTopPage(reached, swept, floor).gaps).toHaveLength(gaps);
  });

  test('of the first reading goes ninety days back', () => {
    const { gaps, reachedAt } = afterTopPage(emptyCursor, page([5, 100 * 86_400]), floor);
    expect(gaps).toMatchObject([{ after: 'next', downTo: floor.toISOString() }]);
    expect(reachedAt).toBe(iso(5));
  });
});

describe('a page of a gap', () => {
  test.each([
    ['closes it when it is older and known', page([620, 640], { isKnown: true }), true],
    ['leaves it open while a row is new', page([620, 640]), false],
    ['leaves it open while a row is younger', page([590, 640], { isKnown: true }), false],
    ['leaves it open when its last row alone is old', page([200, 201, 9_000]), false],
    ['closes it at the end of the list', page([200], { nextAfter: null }), true],
    ['leaves it open when it has no rows and another one follows', page([], { isKnown: true }), false],
    ['leaves it open when the clock of the answer was wrong', page([3_800, 3_900]), false],
    ['closes it ninety days back, where nothing is mirrored', page([91 * 86_400]), true],
  ])('%s', (_, swept, isClosed) => {
    expect(afterGapPage(behind, swept, floor).gaps).toHaveLength(isClosed ? 0 : 1);
  });

  test('is followed by another one unless it is older', () => {
    expect(goesOn(behind, page([200, 300]), floor)).toBe(true);
    expect(goesOn(behind, page([590, 640]), floor)).toBe(true);
    expect(goesOn(behind, page([620, 640]), floor)).toBe(false);
  });
});

describe('gaps', () => {
  test('that reach into each other are one', () => {
    const { gaps } = afterTopPage({ ...behind, reachedAt: iso(95) }, page([1, 2]), floor);
    expect(gaps).toEqual([gap({ after: 'next', at: iso(2) })]);
  });

  test('far apart stay apart, so that what was read between them is not read again', () => {
    expect(afterTopPage(behind, page([1, 2]), floor).gaps).toEqual([
      gap({ after: 'next', at: iso(2), downTo: iso(60) }),
      gap(),
    ]);
  });

  test('are few however often the reading is cut off', () => {
    let cursor = behind;
    for (let count = 1; count <= 500; count += 1) {
      const seconds = 60 - count * 100;
      cursor = afterTopPage(cursor, page([seconds, seconds + 30], { readAt: secondsAgo(seconds) }), floor);
    }
    expect(cursor.gaps.length).toBeLessThanOrEqual(20);
    expect(cursor.gaps.at(-1)).toEqual(gap());
  });
});

describe('a place that XEM refuses', () => {
  const refuse = (cursor: SweepCursor, times: number) => {
    let after = { cursor, isStuck: false };
    for (let count = 0; count < times; count += 1) after = afterRefusal(after.cursor);
    return after;
  };

  test.each([
    [1, null, false],
    [2, null, false],
    [3, 'place', true],
    [6, 'place', true],
  ])('%i times: goes on after %s, stuck: %s', (times, after, isStuck) => {
    const start = times > 2 ? refuse(behind, 2).cursor : behind;
    const walked = times > 2 ? { ...start, gaps: [gap({ ...start.gaps[0], after: 'place' })] } : start;
    const found = refuse(walked, times > 2 ? times - 2 : times);
    expect(found.isStuck).toBe(isStuck);
    expect(found.cursor.gaps).toMatchObject([{ after, refused: { count: times, at: iso(100) } }]);
  });

  test('is given up in the end, and what is missing is told', () => {
    const { cursor } = refuse({ ...behind, gaps: [gap(), gap({ downTo: iso(9_000), at: iso(8_000) })] }, 7);
    expect(cursor).toMatchObject({
      gaps: [{ downTo: iso(9_000) }],
      unreachable: { since: iso(600), until: iso(100) },
    });
  });

  test('counts anew once the reading has come deeper', () => {
    const { cursor } = refuse(behind, 2);
    expect(afterGapPage(cursor, page([20, 90]), floor).gaps[0]?.refused).toMatchObject({ count: 2 });
    expect(afterGapPage(cursor, page([20, 110]), floor).gaps[0]?.refused).toBeNull();
  });
});
