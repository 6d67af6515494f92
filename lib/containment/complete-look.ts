import type { SeenState } from '@/lib/containment/agent-scope';
import { blindPatienceMs, type StepOutcome } from '@/lib/containment/next-scope-state';
import { patienceFor, type ScopeState } from '@/lib/containment/plan-step';

/** What the list of agents shows of a scope, and as of when. */
export type Listed = { seen: SeenState; asOf: Date };

/**
 * What a look shows where the record of an agent does not say whether it is paused, or may not be read: then the list
 * says it, if it has that field. An agent that is held must not count as stopped by the word of XEM alone while another
 * of its answers shows it running, or is about to.
 */
export function completeLook(
  scope: ScopeState,
  outcome: StepOutcome,
  listed: Listed | null,
  now: Date,
): StepOutcome {
  const { acceptedAt } = scope;
  if (!needsList(scope, outcome) || acceptedAt === null) return outcome;
  if (listed === null || listed.seen === 'unknown') return outcome;
  const seen = wordOfList(listed, acceptedAt);
  if (seen !== 'unknown') return { outcome: 'seen', seen };
  const waitedMs = now.getTime() - acceptedAt.getTime();
  const mayWait = scope.progress === 'accepted' && waitedMs < blindPatienceMs;
  // What did not get through is told as that meanwhile.
  return mayWait && isAnswered(outcome) ? { outcome: 'awaited' } : outcome;
}

/** Whether XEM has accepted the pause, and a look did not show it. */
export function needsList({ desired, progress }: ScopeState, outcome: StepOutcome): boolean {
  if (desired !== 'paused' || (progress !== 'accepted' && progress !== 'unverifiable')) return false;
  if (outcome.outcome === 'seen') return outcome.seen === 'unknown';
  return outcome.outcome === 'look_failed' && outcome.failure.kind !== 'limited';
}

function isAnswered(outcome: StepOutcome): boolean {
  return !('failure' in outcome) || outcome.failure.kind === 'refused';
}

/**
 * What the list proves about a pause that began, or was seen, at `since`. Paused is paused; running counts only by a list
 * that was begun when XEM had had its time to show the pause, since one that was on its way shows the state before it.
 */
export function wordOfList({ seen, asOf }: Listed, since: Date): SeenState {
  if (asOf <= since) return 'unknown';
  const isEarly = asOf.getTime() - since.getTime() < patienceFor(1);
  return seen === 'running' && isEarly ? 'unknown' : seen;
}
