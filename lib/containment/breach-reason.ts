import { byOurClock } from '@/lib/containment/our-clock';

/** Why a call may have started inside a stop, as far as the facts tell; the first that fits. */
export const breachReasons = [
  'other_agent',
  'approval_override',
  'clock_skew',
  'not_applied',
  'resumed_with_agent',
  'resumed_outside',
  'dispatched_before',
  'unknown',
] as const;
export type BreachReason = (typeof breachReasons)[number];

export const breachReasonWords: Record<BreachReason, string> = {
  other_agent: 'an agent that the hold does not cover took it',
  approval_override: 'its approval was let through in spite of the lock',
  clock_skew: 'the clock of XEM is ahead of ours; by ours it had started before the stop',
  not_applied: 'XEM accepted the pause and has not applied it',
  resumed_with_agent: 'XEM lifted the pause of this workspace when Holdfast resumed the whole agent',
  resumed_outside: 'the agent was resumed outside Holdfast',
  dispatched_before: 'it was handed out as the stop took hold',
  unknown: 'no reason is known',
};

export type BreachFacts = {
  /** By the clock of XEM. */
  startedAt: Date;
  /** By ours: from then on nothing should have started. */
  stoppedAt: Date;
  /** How far the clock of XEM is ahead of ours; null where nothing tells. */
  clockSkewMs: number | null;
  /** Whether the hold covered the agent when the call started. */
  isCovered: boolean;
  /** Whether XEM was ever seen to have paused the agent for this hold. */
  isObserved: boolean;
  /** The last time that the agent was found running in spite of the hold, and when it was seen paused again. */
  driftedAt: Date | null;
  pausedAgainAt: Date | null;
  /** Whether that was our own resume of the whole agent. */
  isLiftedByUs: boolean;
  isOverridden: boolean;
};

/** XEM shows a pause a moment before or after it stops handing out calls. */
const handOutMs = 2_000;

/** The likely reason. A guess from facts, for people who have to look somewhere first. */
export function breachReason(facts: BreachFacts): BreachReason {
  const { isCovered, isOverridden, isObserved, stoppedAt } = facts;
  const startedAt = byOurClock(facts.startedAt, facts.clockSkewMs).getTime();
  if (!isCovered) return 'other_agent';
  if (isOverridden) return 'approval_override';
  if (startedAt <= stoppedAt.getTime()) return 'clock_skew';
  if (!isObserved) return 'not_applied';
  if (isInDrift(startedAt, facts)) return facts.isLiftedByUs ? 'resumed_with_agent' : 'resumed_outside';
  return startedAt - stoppedAt.getTime() <= handOutMs ? 'dispatched_before' : 'unknown';
}

/** A drift is noticed after it began, so that only its end is known to bound it. */
function isInDrift(startedAt: number, { driftedAt, pausedAgainAt }: BreachFacts): boolean {
  if (driftedAt === null) return false;
  return pausedAgainAt === null || pausedAgainAt < driftedAt || startedAt <= pausedAgainAt.getTime();
}
