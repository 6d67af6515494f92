import { describe, expect, it } from 'vitest';
import { backoffMs, intervalMs } from '@/lib/mirror/cadence';

describe('how often a source is read', () => {
  it('is read more often while an incident is open', () => {
    expect(intervalMs('executions', true)).toBe(2_000);
    expect(intervalMs('executions', false)).toBe(5_000);
  });
});

describe('the pause after a failure', () => {
  const calm = { intervalMs: 5_000, hasOpenIncident: false, retryAfterMs: null };

  it('doubles with each failure and ends at a bound', () => {
    expect([1, 2, 3, 4, 500].map((count) => backoffMs(count, calm))).toEqual([
      5_000, 10_000, 20_000, 30_000, 30_000,
    ]);
  });

  it('stays short during an incident', () => {
    expect(backoffMs(50, { ...calm, intervalMs: 2_000, hasOpenIncident: true })).toBe(10_000);
  });

  it('is as long as XEM asked for', () => {
    expect(backoffMs(1, { ...calm, retryAfterMs: 45_000 })).toBe(45_000);
  });
});
