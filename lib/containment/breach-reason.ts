import { byOurClock } from '@/lib/containment/our-clock';

/** Why a call may have started inside a stop, as far as the facts tell; the first that fits. */
export const breachReasons = [
  'other_agent',
  'approval_override',
  'clock_skew',
  'not_applied',
  'resumed_with_agent',
  'late_resume',
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
  resumed_with_agent: 'XEM lifted the pause too when Holdfast lifted another pause of this agent',
  late_resume: 'an earlier resume by Holdfast, which XEM had not shown, landed inside the stop',
  resumed_outside: 'the agent was resumed outside Holdfast',
  dispatched_before: 'it was handed out as the stop took hold',
  unknown: 'no reason is known',
};

/** Which resume of ours lifted a pause: of another scope of the agent, or one from before the stop that landed within it. */
export type OwnLift = 'with_other' | 'late_resume';

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
  /** The resume of ours that did that, if one did. */
  ownLift: OwnLift | null;
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
  if (isInDrift(startedAt, facts)) return liftReason(facts.ownLift);
  return startedAt - stoppedAt.getTime() <= handOutMs ? 'dispatched_before' : 'unknown';
}

function liftReason(ownLift: OwnLift | null): BreachReason {
  if (ownLift === null) return 'resumed_outside';
  return ownLift === 'late_resume' ? 'late_resume' : 'resumed_with_agent';
}

/** A drift is noticed after it began, so that only its end is known to bound it. */
function isInDrift(startedAt: number, { driftedAt, pausedAgainAt }: BreachFacts): boolean {
  if (driftedAt === null) return false;
  return pausedAgainAt === null || pausedAgainAt < driftedAt || startedAt <= pausedAgainAt.getTime();
}
