import type { ScopeProgress, SeenState } from '@/lib/containment/agent-scope';
import type { DesiredState } from '@/lib/containment/agent-scope-schema';

/** What the next step depends on: the intent, how far XEM followed, and when it was last asked. */
export type ScopeState = {
  desired: DesiredState;
  progress: ScopeProgress;
  acceptedAt: Date | null;
  observedAt: Date | null;
  /** Calls to XEM for this desired state, counted before they are made. */
  attemptCount: number;
  lastAttemptAt: Date | null;
  nextAttemptAt: Date | null;
  busyUntil: Date | null;
};

export type Step =
  | { step: 'call' }
  | { step: 'look' }
  | { step: 'wait'; milliseconds: number }
  /** Nothing more to do by itself. */
  | { step: 'rest' };

/** XEM may need a moment to show what it accepted; after that long it is asked again. */
const applyPatienceMs = 10_000;
const laterPatienceMs = 30_000;

/**
 * What to do next about a scope. `seen` is what a look in this very run has shown, `unknown` where it failed, or null
 * before it. Pure, so that a crash anywhere is answered by asking again: a call that may have happened is looked at
 * before it is repeated.
 */
export function planStep(scope: ScopeState, seen: SeenState | null, now: Date): Step {
  if (isSettled(scope)) return { step: 'rest' };
  const pauseMs = Math.max(until(scope.busyUntil, now), until(scope.nextAttemptAt, now));
  if (pauseMs > 0) return { step: 'wait', milliseconds: pauseMs };
  if (scope.attemptCount === 0) return { step: 'call' };
  if (seen === null) return { step: 'look' };
  if (scope.progress !== 'accepted' && scope.progress !== 'unverifiable') return { step: 'call' };
  // What XEM has accepted is asked for again only where it shows something else.
  if (seen === 'unknown') return { step: 'look' };
  const patienceMs =
    patienceFor(scope.attemptCount) - (now.getTime() - (scope.lastAttemptAt?.getTime() ?? 0));
  return patienceMs > 0 ? { step: 'wait', milliseconds: Math.min(patienceMs, 1_000) } : { step: 'call' };
}

/** Whether XEM has followed, has no such agent, or a person must decide. What can't be verified now may show later. */
function isSettled({ progress }: ScopeState): boolean {
  return progress === 'observed' || progress === 'drifted' || progress === 'gone';
}

export function patienceFor(attemptCount: number): number {
  return attemptCount <= 1 ? applyPatienceMs : laterPatienceMs;
}

function until(instant: Date | null, now: Date): number {
  return instant === null ? 0 : instant.getTime() - now.getTime();
}
