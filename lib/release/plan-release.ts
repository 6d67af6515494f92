import type { ReleaseState } from '@/lib/release/release';

export type StageFacts = {
  number: number;
  startedAt: Date | null;
  /** Since when all of the stage runs; here its window begins. */
  watchedAt: Date | null;
  extendedAt: Date | null;
  passedAt: Date | null;
};

export type ReleaseFacts = {
  state: ReleaseState;
  watchMs: number;
  /** In order. */
  stages: StageFacts[];
  /** Whether a call broke the rule in what is released so far. */
  hasRecurred: boolean;
  /** Whether XEM shows all of the stage under way running, as far as it can be seen. */
  hasResumed: boolean;
  /** Whether all calls up to the end of the window under way are known, and have ended where the rule means failures. */
  isWindowKnown: boolean;
};

export type ReleaseStep =
  | { step: 'start_stage' | 'begin_watch' | 'extend' | 'pass_stage'; number: number }
  | { step: 'hold_again' }
  | { step: 'finish' }
  | { step: 'wait'; milliseconds: number }
  /** Nothing more to do by itself. */
  | { step: 'rest' };

const lookEveryMs = 2_000;
/** Lists come a moment after the calls; only later than this is a window said to be held open. */
export const readingPatienceMs = 15_000;

/**
 * What to do next about a release. Pure, and each step is one transaction, so that a crash anywhere is answered by
 * asking again. Silence ends no window: only lists that were read after its end do, and a call that may still fail keeps it
 * open.
 */
export function planRelease(facts: ReleaseFacts, now: Date): ReleaseStep {
  const { state, stages } = facts;
  const isWatched = state === 'running' || state === 'between_stages' || state === 'paused';
  if (!isWatched) return { step: 'rest' };
  if (facts.hasRecurred) return { step: 'hold_again' };
  if (state !== 'running') return { step: 'wait', milliseconds: lookEveryMs };
  const stage = stages.find(({ passedAt }) => passedAt === null);
  return stage === undefined ? { step: 'finish' } : planStage(stage, facts, now);
}

function planStage(stage: StageFacts, facts: ReleaseFacts, now: Date): ReleaseStep {
  const { number, startedAt, watchedAt, extendedAt } = stage;
  if (startedAt === null) return { step: 'start_stage', number };
  if (facts.watchMs === 0) return { step: 'pass_stage', number };
  if (watchedAt === null) {
    return facts.hasResumed ? { step: 'begin_watch', number } : { step: 'wait', milliseconds: lookEveryMs };
  }
  const leftMs = watchedAt.getTime() + facts.watchMs - now.getTime();
  if (leftMs > 0) return { step: 'wait', milliseconds: Math.min(leftMs, lookEveryMs) };
  if (facts.isWindowKnown) return { step: 'pass_stage', number };
  if (extendedAt === null && leftMs <= -readingPatienceMs) return { step: 'extend', number };
  return { step: 'wait', milliseconds: lookEveryMs };
}
