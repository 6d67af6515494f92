import { describe, expect, test } from 'vitest';
import { manualClock } from '@/lib/clock';
import { narrowSkew, skewIn } from '@/lib/xem/http/clock-skew';
import { createHttpXem } from '@/lib/xem/http/create-http-xem';

const at = (milliseconds: number) => new Date(Date.UTC(2026, 2, 2, 9) + milliseconds);
const dated = (date: Date, more: Record<string, string> = {}) =>
  new Headers({ Date: date.toUTCString(), ...more });

describe('one answer', () => {
  test('leaves a second and its own way as bounds', () => {
    expect(skewIn(dated(at(0)), at(100), at(300))).toEqual({ lowMs: -300, highMs: 900 });
  });

  test.each([
    ['without a date', new Headers()],
    ['with a date that is none', new Headers({ Date: 'soon' })],
    ['out of a cache', dated(at(0), { Age: '20' })],
  ])('%s says nothing', (_, headers) => {
    expect(skewIn(headers, at(0), at(10))).toBeUndefined();
  });

  test('says nothing when our own clock was set back meanwhile', () => {
    expect(skewIn(dated(at(0)), at(100), at(0))).toBeUndefined();
  });
});

describe('several answers', () => {
  test('narrow it', () => {
    expect(narrowSkew({ lowMs: -300, highMs: 900 }, { lowMs: 100, highMs: 1_200 })).toEqual({
      lowMs: 100,
      highMs: 900,
    });
  });

  test('that exclude one another mean that a clock was set', () => {
    expect(narrowSkew({ lowMs: 0, highMs: 500 }, { lowMs: 9_000, highMs: 9_900 })).toEqual({
      lowMs: 9_000,
      highMs: 9_900,
    });
  });
});

test('a router that is 90 s ahead is found out within a fraction of a second', async () => {
  const clock = manualClock(at(0));
  const xem = createHttpXem({
    baseUrl: 'https://api.example.com/p/v1',
    keys: { management: 'k' },
    clock,
    fetch: async () => {
      clock.advance(20);
      const response = Response.json(
        { status: 'operational' },
        {
          headers: dated(new Date(clock.now().getTime() + 90_000)),
        },
      );
      clock.advance(20);
      return response;
    },
  });
  expect(xem.condition().clockSkewMs).toBeNull();
  for (let count = 0; count < 12; count += 1) {
    await xem.healthDashboard();
    clock.advance(777);
  }
  expect(Math.abs((xem.condition().clockSkewMs ?? 0) - 90_000)).toBeLessThan(200);
});
