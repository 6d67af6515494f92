import { describe, expect, it } from 'vitest';
import type { SeenState } from '@/lib/containment/agent-scope';
import { planStep, type ScopeState, type Step } from '@/lib/containment/plan-step';

const now = new Date('2026-11-22T14:00:00Z');
const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);

const fresh: ScopeState = {
  desired: 'paused',
  progress: 'requested',
  acceptedAt: null,
  observedAt: null,
  attemptCount: 0,
  lastAttemptAt: null,
  nextAttemptAt: null,
  busyUntil: null,
};

const asked: ScopeState = { ...fresh, attemptCount: 1, lastAttemptAt: ago(5_000) };
const accepted: ScopeState = { ...asked, progress: 'accepted', acceptedAt: ago(5_000) };

type Row = [name: string, scope: ScopeState, seen: SeenState | null, step: Step];

describe('planStep', () => {
  it.each<Row>([
    ['asks XEM at once for a new request', fresh, null, { step: 'call' }],
    ['looks before it repeats a call that may have happened', asked, null, { step: 'look' }],
    ['repeats it when XEM shows nothing of it', asked, 'running', { step: 'call' }],
    ['repeats it when XEM shows no such thing', asked, 'unknown', { step: 'call' }],
    ['looks whether what was accepted shows', accepted, null, { step: 'look' }],
    ['gives XEM a moment to show it', accepted, 'running', { step: 'wait', milliseconds: 1_000 }],
    [
      'asks again when it does not show',
      { ...accepted, lastAttemptAt: ago(10_000) },
      'running',
      { step: 'call' },
    ],
    [
      'is more patient after the second time',
      { ...accepted, attemptCount: 2, lastAttemptAt: ago(10_000) },
      'running',
      { step: 'wait', milliseconds: 1_000 },
    ],
    [
      'waits for the worker that is at it',
      { ...asked, busyUntil: ago(-700) },
      null,
      { step: 'wait', milliseconds: 700 },
    ],
    ['takes over when that worker is overdue', { ...asked, busyUntil: ago(1) }, null, { step: 'look' }],
    [
      'waits for an older answer before it asks for something else',
      { ...fresh, busyUntil: ago(-700) },
      null,
      { step: 'wait', milliseconds: 700 },
    ],
    [
      'keeps to the time XEM asked for',
      { ...asked, nextAttemptAt: ago(-4_000) },
      null,
      { step: 'wait', milliseconds: 4_000 },
    ],
    ['looks first when XEM is back', { ...asked, progress: 'unreachable' }, null, { step: 'look' }],
    ['asks to pause where a look failed', { ...asked, progress: 'unreachable' }, 'unknown', { step: 'call' }],
    ['asks again when XEM is back', { ...asked, progress: 'unreachable' }, 'running', { step: 'call' }],
    ['tries what was refused again', { ...asked, progress: 'rejected' }, 'running', { step: 'call' }],
    ['rests once it is observed', { ...accepted, progress: 'observed' }, null, { step: 'rest' }],
    ['looks where it cannot be verified', { ...accepted, progress: 'unverifiable' }, null, { step: 'look' }],
    [
      'waits to look again where XEM could not be looked at',
      { ...accepted, progress: 'unverifiable', nextAttemptAt: ago(-4_000) },
      null,
      { step: 'wait', milliseconds: 4_000 },
    ],
    [
      'looks again then',
      { ...accepted, progress: 'unverifiable', nextAttemptAt: ago(1) },
      null,
      { step: 'look' },
    ],
    [
      'never repeats a call because a look was refused',
      { ...accepted, progress: 'unverifiable', nextAttemptAt: ago(1) },
      'unknown',
      { step: 'look' },
    ],
    [
      'never repeats a call that XEM accepted because it does not show what came of it',
      { ...accepted, lastAttemptAt: ago(60_000) },
      'unknown',
      { step: 'look' },
    ],
    ['leaves drift to a person', { ...accepted, progress: 'drifted' }, null, { step: 'rest' }],
  ])('%s', (_name, scope, seen, step) => {
    expect(planStep(scope, seen, now)).toEqual(step);
  });
});
