import { describe, expect, it } from 'vitest';
import { type BreachFacts, type BreachReason, breachReason } from '@/lib/containment/breach-reason';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 14, 0, seconds));

const breach: BreachFacts = {
  startedAt: at(30),
  stoppedAt: at(10),
  clockSkewMs: 0,
  isCovered: true,
  isObserved: true,
  driftedAt: null,
  pausedAgainAt: null,
  ownLift: null,
  isOverridden: false,
};

const cases: [string, Partial<BreachFacts>, BreachReason][] = [
  ['nothing explains it', {}, 'unknown'],
  ['the agent is none of the hold', { isCovered: false, driftedAt: at(20) }, 'other_agent'],
  ['its approval was let through', { isOverridden: true }, 'approval_override'],
  ['by our clock it had started before the stop', { clockSkewMs: 25_000 }, 'clock_skew'],
  ['our clock is ahead, so it started later still', { clockSkewMs: -25_000 }, 'unknown'],
  ['the clock of XEM is not known', { clockSkewMs: null }, 'unknown'],
  ['XEM never showed the pause', { isObserved: false }, 'not_applied'],
  ['somebody had resumed the agent', { driftedAt: at(32) }, 'resumed_outside'],
  [
    'our own resume of another scope of the agent had lifted the pause',
    { driftedAt: at(32), ownLift: 'with_other' },
    'resumed_with_agent',
  ],
  ['an old resume of ours had landed late', { driftedAt: at(32), ownLift: 'late_resume' }, 'late_resume'],
  [
    'it ran between the drift and the new pause',
    { driftedAt: at(25), pausedAgainAt: at(40) },
    'resumed_outside',
  ],
  ['the drift was over before it started', { driftedAt: at(15), pausedAgainAt: at(20) }, 'unknown'],
  [
    'the pause was seen before the last drift',
    { driftedAt: at(15), pausedAgainAt: at(12) },
    'resumed_outside',
  ],
  ['it started in the very moment of the stop', { startedAt: at(11) }, 'dispatched_before'],
  [
    'it started in that moment, and a drift was seen',
    { startedAt: at(11), driftedAt: at(12) },
    'resumed_outside',
  ],
];

describe('the likely reason of a breach', () => {
  it.each(cases)('when %s', (_name, facts, reason) => {
    expect(breachReason({ ...breach, ...facts })).toBe(reason);
  });
});
