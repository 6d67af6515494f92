import { describe, expect, it } from 'vitest';
import type { StepOutcome } from '@/lib/containment/next-scope-state';
import { mostAtOnce, XemPace } from '@/lib/containment/server/xem-pace';

const now = new Date('2026-11-22T14:00:00Z');
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);

const accepted: StepOutcome = { outcome: 'accepted', xemRequestId: null };
const limited = (retryAfterMs: number | null): StepOutcome => ({
  outcome: 'call_failed',
  failure: { kind: 'limited', code: 'xem_rate_limited', message: 'slow', xemRequestId: null, retryAfterMs },
});

async function enterAll(pace: XemPace, count: number): Promise<() => number> {
  let inside = 0;
  for (let one = 0; one < count; one += 1) {
    void pace.enter().then(() => {
      inside += 1;
    });
  }
  await Promise.resolve();
  return () => inside;
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the pace towards XEM', () => {
  it('lets in so many at once, and the next as soon as one leaves', async () => {
    const pace = new XemPace();
    const inside = await enterAll(pace, mostAtOnce + 3);
    await settled();
    expect(inside()).toBe(mostAtOnce);
    pace.leave(accepted, now);
    await settled();
    expect(inside()).toBe(mostAtOnce + 1);
  });

  it('leaves XEM alone for as long as it says, and for a second where it says nothing', async () => {
    const pace = new XemPace();
    await pace.enter();
    pace.leave(limited(7_000), now);
    expect(pace.pauseMs(now)).toBe(7_000);
    expect(pace.pauseMs(later(6_999))).toBe(1);
    expect(pace.pauseMs(later(7_000))).toBe(0);
    await pace.enter();
    pace.leave(limited(null), later(7_000));
    expect(pace.pauseMs(later(7_000))).toBe(1_000);
  });

  it('halves for one refusal, however many it met, and wins it back by answers', async () => {
    const pace = new XemPace();
    await enterAll(pace, mostAtOnce);
    for (let count = 0; count < mostAtOnce; count += 1) pace.leave(limited(2_000), now);
    expect(pace.limit).toBe(mostAtOnce / 2);
    for (let count = 0; count < 400; count += 1) {
      await pace.enter();
      pace.leave(accepted, later(3_000));
    }
    expect(pace.limit).toBe(mostAtOnce);
  });

  it('never stands still', async () => {
    const pace = new XemPace();
    for (let count = 0; count < 10; count += 1) {
      await pace.enter();
      pace.leave(limited(1_000), later(count * 2_000));
    }
    expect(pace.limit).toBe(1);
    await pace.enter();
    const inside = await enterAll(pace, 1);
    await settled();
    expect(inside()).toBe(0);
    pace.leave(null, now);
    await settled();
    expect(inside()).toBe(1);
  });
});
