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

/** What each outcome makes at once of each progress of a pause; a dash where it teaches nothing. */
const table: Record<ScopeProgress, Record<keyof typeof outcomes, ScopeProgress | '-'>> = {
  requested: row(
    'accepted',
    'observed',
    '-',
    '-',
    'unreachable',
    'requested',
    'rejected',
    '-',
    'requested',
    '-',
  ),
  accepted: row(
    'accepted',
    'observed',
    'accepted',
    'accepted',
    'unreachable',
    'accepted',
    'rejected',
    'accepted',
    'accepted',
    'unverifiable',
  ),
  observed: row(
    'accepted',
    'observed',
    '-',
    '-',
    'unreachable',
    'observed',
    'rejected',
    '-',
    'observed',
    '-',
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
    '-',
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
    '-',
    'rejected',
    '-',
  ),
  drifted: row('accepted', 'observed', '-', '-', 'unreachable', 'drifted', 'rejected', '-', 'drifted', '-'),
  gone: row('accepted', 'observed', '-', '-', 'unreachable', 'gone', 'rejected', '-', 'gone', '-'),
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

describe('what an outcome means beside that', () => {
  type Row = [
    name: string,
    scope: Partial<ScopeState>,
    outcome: keyof typeof outcomes,
    becomes: ScopeProgress,
  ];

  it.each<Row>([
    ['a resume waits for a look', { progress: 'requested' }, 'look lost', 'unreachable'],
    ['a resume that failed waits for a look', { progress: 'unreachable' }, 'look lost', 'unreachable'],
    ['a resume that was refused waits for a look', { progress: 'rejected' }, 'look lost', 'unreachable'],
    ['a resume that XEM accepted stands too', { progress: 'accepted' }, 'look lost', 'accepted'],
  ])('%s', (_name, scope, outcome, becomes) => {
    const state = { ...stateIn(scope.progress ?? 'requested'), ...scope, desired: 'running' as const };
    expect(nextScopeState(state, outcomes[outcome], now)?.progress).toBe(becomes);
  });

  it.each([
    ['shows nothing of it', 'nothing to see', 9_999, 10_000],
    ['does not answer when asked for it', 'look lost', 59_999, 60_000],
    ['wants to be left alone', 'look limited', 59_999, 60_000],
  ] as const)(
    'the word of an XEM that %s stands, and cannot be verified in the end',
    (_name, outcome, before, after) => {
      const accepted = stateIn('accepted');
      expect(nextScopeState(accepted, outcomes[outcome], later(now, before))?.progress).toBe('accepted');
      expect(nextScopeState(accepted, outcomes[outcome], later(now, after))?.progress).toBe('unverifiable');
    },
  );

  it('what was asked again after XEM had accepted it is not taken for accepted', () => {
    for (const progress of ['unreachable', 'rejected'] as const) {
      const again = { ...stateIn(progress), acceptedAt: now };
      expect(nextScopeState(again, outcomes['nothing to see'], now)).toBeNull();
      expect(nextScopeState(again, outcomes['look lost'], now)).toBeNull();
    }
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
  | 'limited'
  | 'blind';
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
  'blind',
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
  /** Resumes that were repeated although XEM was away when it was to be looked at. */
  blindResumeCount = 0;
  #seen: SeenState | null = null;
  #isLookLost = false;

  happen(event: Event): void {
    if (event.what === 'place' || event.what === 'release')
      this.#want(event.what === 'place' ? 'paused' : 'running');
    else if (event.what === 'wait') this.#wait(event.milliseconds);
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
      if (step.step === 'wait') this.#wait(step.milliseconds);
      else this.#work('fine');
    }
    return Number.POSITIVE_INFINITY;
  }

  /** The next call meets one fate and those after it go well; every look meets the other. */
  settleUnseen(fate: Fate, firstFate: Fate): void {
    const callFates = [firstFate];
    for (const isPaused of this.late.splice(0)) this.isPaused = isPaused;
    for (let steps = 0; steps < 60; steps += 1) {
      const step = planStep(this.scope, this.#seen, this.now);
      if (step.step === 'wait') this.#wait(step.milliseconds);
      else this.#work(step.step === 'look' ? fate : (callFates.shift() ?? 'fine'));
    }
  }

  /** A worker that has to wait looks afresh when it comes back. */
  #wait(milliseconds: number): void {
    this.now = later(this.now, milliseconds);
    this.#seen = null;
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
    if (!wanted && this.scope.attemptCount > 0 && this.#isLookLost) this.blindResumeCount += 1;
    this.scope = {
      ...this.scope,
      attemptCount: this.scope.attemptCount + 1,
      lastAttemptAt: this.now,
      nextAttemptAt: null,
      busyUntil: later(this.now, 20_000),
    };
    if (['fine', 'blind', 'lost_after', 'died_after'].includes(fate)) this.isPaused = wanted;
    // Before the claim runs out, as the time-out of a call is shorter.
    if (fate === 'late') this.late.push(wanted);
    if (fate.startsWith('died')) return;
    this.#learn(outcomeOf(fate, { outcome: 'accepted', xemRequestId: null }, 'call_failed'));
  }

  #look(fate: Fate): void {
    if (fate.startsWith('died')) return;
    // What was on its way has arrived by the time that anybody may look.
    for (const isPaused of this.late.splice(0)) this.isPaused = isPaused;
    const shown: SeenState = this.isPaused ? 'paused' : 'running';
    const seen = fate === 'blind' ? 'unknown' : shown;
    const outcome = outcomeOf(fate, { outcome: 'seen', seen }, 'look_failed');
    this.#learn(outcome);
    this.#seen = outcome.outcome === 'seen' ? seen : 'unknown';
    this.#isLookLost = outcome.outcome === 'look_failed' && outcome.failure.kind !== 'refused';
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
  if (fate === 'fine' || fate === 'accepted_only' || fate === 'blind') return fine;
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

  it('stops the agent, however every look at it ends', () => {
    const unseen = fc.constantFrom<Fate>('lost_before', 'refused', 'blind');
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 40 }),
        fc.constantFrom(...fates),
        unseen,
        (events, firstFate, fate) => {
          const model = new Model();
          for (const one of events) model.happen(one);
          model.happen({ what: 'release' });
          model.happen({ what: 'place' });
          model.settleUnseen(fate, firstFate);
          // What XEM accepts and never applies is the one thing that only a look can show.
          if (firstFate !== 'accepted_only') expect(model.isPaused).toBe(true);
          expect(model.scope.progress).toBe('unverifiable');
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('never repeats a resume because a look was lost', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const model = new Model();
        for (const one of events) model.happen(one);
        model.settle();
        expect(model.blindResumeCount).toBe(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves a pause that somebody lifted to a person, whatever else is heard', () => {
    expect(planStep(stateIn('drifted'), null, now)).toEqual({ step: 'rest' });
    expect(planStep(stateIn('drifted'), 'running', later(now, 100_000))).toEqual({ step: 'rest' });
    expect(planStep(stateIn('gone'), null, later(now, 100_000))).toEqual({ step: 'rest' });
  });
});
