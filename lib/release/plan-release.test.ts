import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  planRelease,
  type ReleaseFacts,
  type ReleaseStep,
  type StageFacts,
} from '@/lib/release/plan-release';
import { releaseStates, watchedReleaseStates } from '@/lib/release/release';

const start = new Date('2026-11-22T14:00:00Z');
const minuteMs = 60_000;
const startPlus = (milliseconds: number): Date => new Date(start.getTime() + milliseconds);
const blank = (number: number): StageFacts => ({
  number,
  startedAt: null,
  watchedAt: null,
  extendedAt: null,
  passedAt: null,
});

const facts = (overrides: Partial<ReleaseFacts> = {}): ReleaseFacts => ({
  state: 'running',
  watchMs: 10 * minuteMs,
  stages: [{ ...blank(1), startedAt: start, watchedAt: start }, blank(2)],
  hasRecurred: false,
  hasResumed: true,
  isWindowKnown: false,
  ...overrides,
});

describe('what comes next in a release', () => {
  it.each<[name: string, facts: ReleaseFacts, at: Date, step: ReleaseStep]>([
    ['frees the first stage', facts({ stages: [blank(1)] }), start, { step: 'start_stage', number: 1 }],
    [
      'waits until XEM has resumed the stage',
      facts({ stages: [{ ...blank(1), startedAt: start }], hasResumed: false }),
      startPlus(60 * minuteMs),
      { step: 'wait', milliseconds: 2_000 },
    ],
    [
      'begins the window when it has',
      facts({ stages: [{ ...blank(1), startedAt: start }] }),
      start,
      { step: 'begin_watch', number: 1 },
    ],
    [
      'looks again while the window is open',
      facts(),
      startPlus(minuteMs),
      { step: 'wait', milliseconds: 2_000 },
    ],
    [
      'looks exactly at its end',
      facts(),
      startPlus(10 * minuteMs - 300),
      { step: 'wait', milliseconds: 300 },
    ],
    [
      'waits for the lists after its end',
      facts(),
      startPlus(10 * minuteMs),
      { step: 'wait', milliseconds: 2_000 },
    ],
    ['says that it stays open', facts(), startPlus(10 * minuteMs + 15_000), { step: 'extend', number: 1 }],
    [
      'says so once',
      facts({ stages: [{ ...blank(1), startedAt: start, watchedAt: start, extendedAt: start }] }),
      startPlus(60 * minuteMs),
      { step: 'wait', milliseconds: 2_000 },
    ],
    [
      'passes the stage when all of its calls are known',
      facts({ isWindowKnown: true }),
      startPlus(10 * minuteMs),
      { step: 'pass_stage', number: 1 },
    ],
    [
      'passes what is not watched at once',
      facts({ watchMs: 0, hasResumed: false, stages: [{ ...blank(1), startedAt: start }] }),
      start,
      { step: 'pass_stage', number: 1 },
    ],
    [
      'ends after the last stage',
      facts({ stages: [{ ...blank(1), startedAt: start, watchedAt: start, passedAt: start }] }),
      start,
      { step: 'finish' },
    ],
    [
      'holds again, whatever the clock says',
      facts({ hasRecurred: true, isWindowKnown: true }),
      startPlus(0),
      { step: 'hold_again' },
    ],
    [
      'holds again between stages too',
      facts({ state: 'between_stages', hasRecurred: true }),
      start,
      { step: 'hold_again' },
    ],
    [
      'frees nobody while a person has paused it',
      facts({ state: 'paused', stages: [blank(1)] }),
      start,
      { step: 'wait', milliseconds: 2_000 },
    ],
    [
      'leaves alone what waits for a second person',
      facts({ state: 'waiting', stages: [blank(1)] }),
      start,
      { step: 'rest' },
    ],
    [
      'leaves alone what has ended',
      facts({ state: 'held_again', hasRecurred: true }),
      start,
      { step: 'rest' },
    ],
  ])('%s', (_name, given, at, step) => {
    expect(planRelease(given, at)).toEqual(step);
  });

  const instant = fc.option(fc.nat(100 * minuteMs).map(startPlus));
  const stage = fc.record({ startedAt: instant, watchedAt: instant, extendedAt: instant, passedAt: instant });
  const anyFacts: fc.Arbitrary<ReleaseFacts> = fc.record({
    state: fc.constantFrom(...releaseStates),
    watchMs: fc.constantFrom(0, minuteMs, 10 * minuteMs),
    stages: fc
      .array(stage, { minLength: 1, maxLength: 4 })
      .map((stages) => stages.map((it, index) => ({ ...it, number: index + 1 }))),
    hasRecurred: fc.boolean(),
    hasResumed: fc.boolean(),
    isWindowKnown: fc.boolean(),
  });

  it('never frees anybody nor ends a window after a recurrence, and never acts on what is not watched', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(200 * minuteMs).map(startPlus), (given, at) => {
        const { step } = planRelease(given, at);
        if (!watchedReleaseStates.some((state) => state === given.state)) expect(step).toBe('rest');
        else if (given.hasRecurred) expect(step).toBe('hold_again');
        else expect(step).not.toBe('hold_again');
        if (step === 'start_stage' || step === 'pass_stage' || step === 'finish')
          expect(given.state).toBe('running');
      }),
      { numRuns: 2_000 },
    );
  });

  it('passes a watched stage only after a whole window of which all calls are known', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(200 * minuteMs).map(startPlus), (given, at) => {
        const plan = planRelease(given, at);
        if (plan.step !== 'pass_stage' || given.watchMs === 0) return;
        const passing = given.stages[plan.number - 1];
        expect(given.isWindowKnown).toBe(true);
        expect(at.getTime() - (passing?.watchedAt?.getTime() ?? Number.NaN)).toBeGreaterThanOrEqual(
          given.watchMs,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('comes to its end in the order of the stages, when nothing happens', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(0, minuteMs, 30 * minuteMs),
        (count, watchMs) => {
          let now = start;
          const stages = Array.from({ length: count }, (_, index) => blank(index + 1));
          const freed: number[] = [];
          for (let turn = 0; turn < 20_000; turn += 1) {
            const isWindowKnown = true;
            const plan = planRelease(facts({ watchMs, stages, isWindowKnown }), now);
            if (plan.step === 'finish') break;
            if (plan.step === 'wait') now = new Date(now.getTime() + plan.milliseconds);
            const found = 'number' in plan ? stages[plan.number - 1] : undefined;
            if (!found) continue;
            if (plan.step === 'start_stage') {
              found.startedAt = now;
              freed.push(found.number);
            }
            if (plan.step === 'begin_watch') found.watchedAt = now;
            if (plan.step === 'pass_stage') found.passedAt = now;
          }
          expect(freed).toEqual(stages.map(({ number }) => number));
          expect(now.getTime() - start.getTime()).toBe(count * watchMs);
        },
      ),
      { numRuns: 60 },
    );
  });
});
