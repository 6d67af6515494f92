import { describe, expect, it } from 'vitest';
import type { LateCall } from '@/lib/containment/containment';
import { type Claim, tallyLateCalls } from '@/lib/containment/tally-late-calls';
import { buildLateCall } from '@/lib/testing/late-call';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 14, 0, seconds));

/** Held from second 10 until second 40. */
const claim: Claim = { agentId: 'agt', workspaceId: 'billing', addedAt: at(10), releasedAt: at(40) };

function late(seconds: number, overrides: Partial<LateCall> = {}): LateCall {
  return buildLateCall({
    agentId: 'agt',
    workspaceId: 'billing',
    happenedAt: at(seconds).toISOString(),
    holdId: 'later',
    ...overrides,
  });
}

describe('the late calls of one stop', () => {
  it.each<[string, LateCall, boolean]>([
    ['have one that happened in what it meant then', late(20), true],
    ['have one that it was told of, wherever that was', late(50, { holdId: 'hold', agentId: null }), true],
    ['have none from before', late(9), false],
    ['have none of a later stop of the same agent', late(41), false],
    ['have none of another agent', late(20, { agentId: 'other' }), false],
    ['have none of another workspace', late(20, { workspaceId: 'lab' }), false],
    ['are dated by our clock', late(110, { clockSkewMs: 90_000 }), true],
    ['are none of ours by a clock that is behind', late(-45, { clockSkewMs: -90_000 }), false],
  ])('%s', (_name, call, isTheirs) => {
    expect(tallyLateCalls('hold', [claim], [call]).landedAfterCount).toBe(isTheirs ? 1 : 0);
  });

  it('go on for an agent that it still holds', () => {
    expect(tallyLateCalls('hold', [{ ...claim, releasedAt: null }], [late(90)])).toEqual({
      startedAfterCount: 0,
      landedAfterCount: 1,
      lastEffectAt: at(90),
    });
  });

  it('have the effect of one that started until it landed', () => {
    const started = late(20, { how: 'started', landedAt: at(620).toISOString() });
    expect(tallyLateCalls('hold', [claim], [started])).toEqual({
      startedAfterCount: 1,
      landedAfterCount: 0,
      lastEffectAt: at(620),
    });
  });

  it('have had their last effect before one that only reads', () => {
    const calls = [late(20), late(30, { how: 'started', risk: 'read' })];
    expect(tallyLateCalls('hold', [claim], calls)).toEqual({
      startedAfterCount: 1,
      landedAfterCount: 1,
      lastEffectAt: at(20),
    });
  });
});
