import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ScopeProgress, type SeenState, scopeProgresses } from '@/lib/containment/agent-scope';
import { nextScopeState, type StepFailure, type StepOutcome } from '@/lib/containment/next-scope-state';
import { planStep, type ScopeState } from '@/lib/containment/plan-step';

/** Every progress met by every outcome, and every order of them played against a router that is only a variable. */

const now = new Date('2026-11-22T14:00:00Z');
const later = (from: Date, milliseconds: number) => new Date(from.getTime() + milliseconds);

function failure(kind: StepFailure['kind']): StepFailure {
  return { kind, code: 'xem_unreachable', message: 'no', xemRequestId: null, retryAfterMs: null };
}

const outcomes = {
  accepted: { outcome: 'accepted', xemRequestId: 'req_1' },
  'seen so': { outcome: 'seen', seen: 'paused' },
  'seen otherwise': { outcome: 'seen', seen: 'running' },
  'nothing to see': { outcome: 'seen', seen: 'unknown' },
  'call lost': { outcome: 'call_failed', failure: failure('unreachable') },
  'call limited': { outcome: 'call_failed', failure: failure('limited') },
  'call refused': { outcome: 'call_failed', failure: failure('refused') },
  'look lost': { outcome: 'look_failed', failure: failure('unreachable') },
  'look limited': { outcome: 'look_failed', failure: failure('limited') },
  'look refused': { outcome: 'look_failed', failure: failure('refused') },
} satisfies Record<string, StepOutcome>;

/** Accepted before, as the name says. */
const hasAccepted: Record<ScopeProgress, boolean> = {
  requested: false,
  accepted: true,
  observed: true,
  unverifiable: true,
  unreachable: false,
  rejected: false,
  drifted: true,
  gone: false,
};

function stateIn(progress: ScopeProgress): ScopeState {
  return {
    desired: 'paused',
    progress,
    acceptedAt: hasAccepted[progress] ? now : null,
    observedAt: progress === 'observed' || progress === 'drifted' ? now : null,
    attemptCount: 1,
    lastAttemptAt: now,
    nextAttemptAt: null,
    busyUntil: null,
  };
}

/** What each outcome makes of each progress; a dash where it teaches nothing. */
const table: Record<ScopeProgress, Record<keyof typeof outcomes, ScopeProgress | '-'>> = {
  requested: row(
    'accepted',
    'observed',
    '-',
    '-',
    'unreachable',
    'requested',
    'rejected',
    'unreachable',
    'requested',
    '-',
  ),
  accepted: row(
    'accepted',
    'observed',
    'accepted',
    'unverifiable',
    'unreachable',
    'accepted',
    'rejected',
    'unreachable',
    'accepted',
    'unverifiable',
  ),
  observed: row(
    'accepted',
    'observed',
    '-',
    'unverifiable',
    'unreachable',
    'observed',
    'rejected',
    'unreachable',
    'observed',
    'unverifiable',
  ),
  unverifiable: row(
    'accepted',
    'observed',
    'accepted',
    'unverifiable',
    'unreachable',
    'unverifiable',
    'rejected',
    'unverifiable',
    'unverifiable',
    'unverifiable',
  ),
  unreachable: row(
    'accepted',
    'observed',
    '-',
    '-',
    'unreachable',
    'unreachable',
    'rejected',
    'unreachable',
    'unreachable',
    '-',
  ),
  rejected: row(
    'accepted',
    'observed',
    '-',
    '-',
    'unreachable',
    'rejected',
    'rejected',
    'unreachable',
    'rejected',
    '-',
  ),
  drifted: row(
    'accepted',
    'observed',
    '-',
    'unverifiable',
    'unreachable',
    'drifted',
    'rejected',
    'unreachable',
    'drifted',
    'unverifiable',
  ),
  gone: row('accepted', 'observed', '-', '-', 'unreachable', 'gone', 'rejected', 'unreachable', 'gone', '-'),
};

function row(...cells: (ScopeProgress | '-')[]) {
  const names = Object.keys(outcomes) as (keyof typeof outcomes)[];
  return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '-'])) as Record<
    keyof typeof outcomes,
    ScopeProgress | '-'
  >;
}

const cells = scopeProgresses.flatMap((progress) =>
  (Object.keys(outcomes) as (keyof typeof outcomes)[]).map((name) => ({ progress, name })),
);

describe('every progress met by every outcome', () => {
  it.each(cells)('$progress, $name', ({ progress, name }) => {
    const next = nextScopeState(stateIn(progress), outcomes[name], now);
    expect(next?.progress ?? '-').toBe(table[progress][name]);
    if (next === null) return;
    expect(next.busyUntil).toBeNull();
    const isFailure = 'failure' in outcomes[name];
    // Whoever failed says why and when next, except that a blind router stays blind without an error.
    if (isFailure && next.progress !== 'unverifiable') expect(next.errorCode).not.toBeNull();
    if (isFailure) expect(Number(next.nextAttemptAt)).toBeGreaterThan(now.getTime());
  });
});

type Fate =
  | 'fine'
  | 'lost_before'
  | 'lost_after'
  | 'late'
  | 'died_before'
  | 'died_after'
  | 'accepted_only'
  | 'refused'
  | 'limited';
const fates: Fate[] = [
  'fine',
  'lost_before',
  'lost_after',
  'late',
  'died_before',
  'died_after',
  'accepted_only',
  'refused',
  'limited',
];
type Event =
  | { what: 'place' | 'release' | 'duplicate' | 'restart' }
  | { what: 'work'; fate: Fate }
  | { what: 'wait'; milliseconds: number };

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    what: fc.constantFrom('place' as const, 'release' as const, 'duplicate' as const, 'restart' as const),
  }),
  fc.record({ what: fc.constant('work' as const), fate: fc.constantFrom(...fates) }),
  fc.record({
    what: fc.constant('wait' as const),
    milliseconds: fc.constantFrom(100, 1_500, 12_000, 40_000),
  }),
);

/** The scope, the router and the clock, as small as they can be. */
class Model {
  now = now;
  scope: ScopeState = { ...stateIn('observed'), desired: 'running', acceptedAt: null, attemptCount: 0 };
  isPaused = false;
  late: boolean[] = [];
  #seen: SeenState | null = null;

  happen(event: Event): void {
    if (event.what === 'place' || event.what === 'release')
      this.#want(event.what === 'place' ? 'paused' : 'running');
    else if (event.what === 'wait') this.now = later(this.now, event.milliseconds);
    else if (event.what === 'restart') this.#seen = null;
    else if (event.what === 'work') this.#work(event.fate);
    else for (let count = 0; count < 2; count += 1) this.#work('fine');
  }

  /** Everything goes well from now on. Answers how many steps it took. */
  settle(): number {
    for (const isPaused of this.late.splice(0)) this.isPaused = isPaused;
    for (let steps = 0; steps < 200; steps += 1) {
      const step = planStep(this.scope, this.#seen, this.now);
      if (step.step === 'rest') return steps;
      if (step.step === 'wait') this.now = later(this.now, step.milliseconds);
      this.#work('fine');
    }
    return Number.POSITIVE_INFINITY;
  }

  #want(desired: 'paused' | 'running'): void {
    if (this.scope.desired === desired) return;
    const { busyUntil } = this.scope;
    const afresh = {
      acceptedAt: null,
      observedAt: null,
      attemptCount: 0,
      lastAttemptAt: null,
      nextAttemptAt: null,
    };
    this.scope = { desired, progress: 'requested', busyUntil, ...afresh };
    this.#seen = null;
  }

  #work(fate: Fate): void {
    const step = planStep(this.scope, this.#seen, this.now);
    this.#seen = null;
    if (step.step === 'call') this.#call(fate);
    if (step.step === 'look') this.#look(fate);
  }

  #call(fate: Fate): void {
    const wanted = this.scope.desired === 'paused';
    this.scope = {
      ...this.scope,
      attemptCount: this.scope.attemptCount + 1,
      lastAttemptAt: this.now,
      nextAttemptAt: null,
      busyUntil: later(this.now, 20_000),
    };
    if (fate === 'fine' || fate === 'lost_after' || fate === 'died_after') this.isPaused = wanted;
    // Before the claim runs out, as the time-out of a call is shorter.
    if (fate === 'late') this.late.push(wanted);
    if (fate.startsWith('died')) return;
    this.#learn(outcomeOf(fate, { outcome: 'accepted', xemRequestId: null }, 'call_failed'));
  }

  #look(fate: Fate): void {
    if (fate.startsWith('died')) return;
    // What was on its way has arrived by the time that anybody may look.
    for (const isPaused of this.late.splice(0)) this.isPaused = isPaused;
    const seen: SeenState = this.isPaused ? 'paused' : 'running';
    const outcome = outcomeOf(fate, { outcome: 'seen', seen }, 'look_failed');
    this.#learn(outcome);
    if (outcome.outcome === 'seen') this.#seen = seen;
  }

  #learn(outcome: StepOutcome): void {
    const change = nextScopeState(this.scope, outcome, this.now);
    if (change === null) return;
    const { errorCode: _code, errorMessage: _message, xemRequestId: _request, ...state } = change;
    this.scope = { ...this.scope, ...state };
  }
}

function outcomeOf(fate: Fate, fine: StepOutcome, failed: 'call_failed' | 'look_failed'): StepOutcome {
  if (fate === 'refused') return { outcome: failed, failure: failure('refused') };
  if (fate === 'limited') return { outcome: failed, failure: failure('limited') };
  if (fate === 'fine' || fate === 'accepted_only') return fine;
  return { outcome: failed, failure: failure('unreachable') };
}

describe('any order of place, release, crash, time-out, duplicate and restart', () => {
  it('ends in the desired state, by itself', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const model = new Model();
        for (const one of events) model.happen(one);
        expect(model.settle()).toBeLessThan(150);
        expect(model.scope).toMatchObject({ progress: 'observed', busyUntil: null });
        expect(model.isPaused).toBe(model.scope.desired === 'paused');
      }),
      { numRuns: 2_000 },
    );
  });

  it('asks nothing of XEM once it shows what is wanted', () => {
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 40 }),
        fc.integer({ min: 0, max: 100_000 }),
        (events, milliseconds) => {
          const model = new Model();
          for (const one of events) model.happen(one);
          model.settle();
          const at = later(model.now, milliseconds);
          expect(planStep(model.scope, null, at)).toEqual({ step: 'rest' });
        },
      ),
    );
  });

  it('leaves a pause that somebody lifted to a person, whatever else is heard', () => {
    expect(planStep(stateIn('drifted'), null, now)).toEqual({ step: 'rest' });
    expect(planStep(stateIn('drifted'), 'running', later(now, 100_000))).toEqual({ step: 'rest' });
    expect(planStep(stateIn('gone'), null, later(now, 100_000))).toEqual({ step: 'rest' });
  });
});
