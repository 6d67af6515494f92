import { describe, expect, it } from 'vitest';
import { capLateCalls } from '@/lib/containment/cap-late-calls';
import type { LateCall } from '@/lib/containment/containment';
import { buildLateCall } from '@/lib/testing/late-call';

const callsOf = (how: LateCall['how'], count: number, minute: number): LateCall[] =>
  Array.from({ length: count }, (_, index) =>
    buildLateCall({
      executionId: `${how}_${index}`,
      how,
      happenedAt: new Date(Date.UTC(2026, 10, 22, 14, minute) - index * 100).toISOString(),
    }),
  );

describe('the late calls as they are sent', () => {
  it('are the newest, with the count of all', () => {
    const calls = callsOf('landed', 300, 30);
    const capped = capLateCalls(calls);
    expect(capped.lateCalls).toEqual(calls.slice(0, 50));
    expect(capped).toMatchObject({ lateCallCount: 300, startedAfterCount: 0, landedAfterCount: 300 });
  });

  it('never leave out a breach for one that landed later', () => {
    const [landed, started] = [callsOf('landed', 300, 30), callsOf('started', 2, 10)];
    const capped = capLateCalls([...landed, ...started]);
    expect(capped.lateCalls).toEqual([...landed.slice(0, 48), ...started]);
    expect(capped).toMatchObject({ lateCallCount: 302, startedAfterCount: 2, landedAfterCount: 300 });
  });

  it('are all of them where they are few', () => {
    const calls = callsOf('started', 3, 10);
    expect(capLateCalls(calls)).toMatchObject({ lateCalls: calls, lateCallCount: 3 });
  });
});
