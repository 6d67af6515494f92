import { describe, expect, it } from 'vitest';
import { completeLook, type Listed, wordOfList } from '@/lib/containment/complete-look';
import type { StepFailure, StepOutcome } from '@/lib/containment/next-scope-state';
import type { ScopeState } from '@/lib/containment/plan-step';

const asked = new Date('2026-11-22T14:00:00Z');
const later = (milliseconds: number) => new Date(asked.getTime() + milliseconds);

const accepted: ScopeState = {
  desired: 'paused',
  progress: 'accepted',
  acceptedAt: asked,
  observedAt: null,
  attemptCount: 1,
  lastAttemptAt: asked,
  nextAttemptAt: null,
  busyUntil: null,
};
const unverifiable: ScopeState = { ...accepted, progress: 'unverifiable' };
const askedAgain: ScopeState = { ...accepted, attemptCount: 2, lastAttemptAt: later(30_000) };

const failure = (kind: StepFailure['kind']): StepOutcome => ({
  outcome: 'look_failed',
  failure: { kind, code: 'xem_rejected', message: 'no', xemRequestId: null, retryAfterMs: null },
});
const seen = (state: 'paused' | 'running' | 'unknown'): StepOutcome => ({ outcome: 'seen', seen: state });
const awaited: StepOutcome = { outcome: 'awaited' };
const listed = (state: Listed['seen'], milliseconds: number): Listed => ({
  seen: state,
  asOf: later(milliseconds),
});

type Row = [
  name: string,
  scope: ScopeState,
  look: StepOutcome,
  list: Listed | null,
  afterMs: number,
  result: StepOutcome,
];

const rows: Row[] = [
  ['the record shows it', accepted, seen('running'), listed('paused', 20_000), 21_000, seen('running')],
  ['the list shows the pause', accepted, seen('unknown'), listed('paused', 500), 1_000, seen('paused')],
  [
    'the list shows it running',
    accepted,
    seen('unknown'),
    listed('running', 10_000),
    11_000,
    seen('running'),
  ],
  ['the look is refused', accepted, failure('refused'), listed('running', 10_000), 11_000, seen('running')],
  ['the list may be too early', accepted, seen('unknown'), listed('running', 9_999), 11_000, awaited],
  ['the list is older than the pause', accepted, seen('unknown'), listed('paused', 0), 11_000, awaited],
  ['no list came in a minute', accepted, seen('unknown'), listed('running', 0), 60_000, seen('unknown')],
  [
    'the list has no such field',
    accepted,
    seen('unknown'),
    listed('unknown', 20_000),
    21_000,
    seen('unknown'),
  ],
  ['the agent is not listed', accepted, seen('unknown'), null, 21_000, seen('unknown')],
  [
    'the look did not get through, and the list shows it running',
    accepted,
    failure('unreachable'),
    listed('running', 20_000),
    21_000,
    seen('running'),
  ],
  [
    'the look did not get through, and the list is too early',
    accepted,
    failure('unreachable'),
    listed('running', 5_000),
    6_000,
    failure('unreachable'),
  ],
  [
    'XEM wants to be left alone',
    accepted,
    failure('limited'),
    listed('running', 20_000),
    21_000,
    failure('limited'),
  ],
  [
    'it was asked again, and still runs',
    askedAgain,
    seen('unknown'),
    listed('running', 30_000),
    31_000,
    seen('running'),
  ],
  [
    'it is unverifiable, and no list since is late enough',
    unverifiable,
    seen('unknown'),
    listed('running', 9_000),
    11_000,
    seen('unknown'),
  ],
  [
    'it is unverifiable, and a list shows it running',
    unverifiable,
    seen('unknown'),
    listed('running', 90_000),
    91_000,
    seen('running'),
  ],
  [
    'it is to be resumed',
    { ...accepted, desired: 'running' },
    seen('unknown'),
    listed('paused', 20_000),
    21_000,
    seen('unknown'),
  ],
  [
    'XEM has not accepted',
    { ...accepted, progress: 'requested', acceptedAt: null },
    seen('unknown'),
    listed('running', 20_000),
    21_000,
    seen('unknown'),
  ],
];

describe('a look and the list together', () => {
  it.each(rows)('when %s', (_name, scope, look, list, afterMs, result) => {
    expect(completeLook(scope, look, list, later(afterMs))).toEqual(result);
  });

  it('take what a list never says for nothing', () => {
    expect(wordOfList(listed('unknown', 20_000), asked)).toBe('unknown');
  });
});
