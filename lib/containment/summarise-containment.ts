import type { Containment, HeldScope } from '@/lib/containment/containment';

/** How a stop stands as a whole, the most urgent first. */
export const containmentStates = ['failing', 'stopping', 'draining', 'held', 'resuming', 'none'] as const;
export type ContainmentState = (typeof containmentStates)[number];

export type ContainmentSummary = {
  state: ContainmentState;
  heldCount: number;
  /** Of these, the ones that XEM was seen to have stopped, or says so where it can't be seen. */
  stoppedCount: number;
  inFlightCount: number;
  inFlightAtStopCount: number;
  queuedCount: number;
  approvalCount: number;
  landedCount: number;
  startedCount: number;
  heldSince: string | null;
  placedByName: string | null;
};

/** The figures of the card above the fold. */
export function summariseContainment({ scopes, holds, ...counts }: Containment): ContainmentSummary {
  const { untakenInFlightCount, untakenInFlightAtStopCount } = counts;
  const held = scopes.filter(({ isHeld }) => isHeld);
  const sum = (count: (scope: HeldScope) => number) => held.reduce((total, scope) => total + count(scope), 0);
  const active = holds.filter(({ releasedAt }) => releasedAt === null);
  const first = active.at(-1);
  return {
    state: stateOf(scopes),
    heldCount: held.length,
    stoppedCount: held.filter(isStopped).length,
    inFlightCount: untakenInFlightCount + sum(({ inFlightCount }) => inFlightCount),
    inFlightAtStopCount: untakenInFlightAtStopCount + sum(({ inFlightAtStopCount }) => inFlightAtStopCount),
    queuedCount: sum(({ queuedCount }) => queuedCount),
    approvalCount: sum(({ approvalCount }) => approvalCount),
    landedCount: counts.landedAfterCount,
    startedCount: counts.startedAfterCount,
    heldSince: first?.placedAt ?? null,
    placedByName: first?.placedByName ?? null,
  };
}

function stateOf(scopes: HeldScope[]): ContainmentState {
  const [held, released] = [scopes.filter(({ isHeld }) => isHeld), scopes.filter(({ isHeld }) => !isHeld)];
  if (scopes.some(hasFailed)) return 'failing';
  if (held.some(({ progress }) => progress === 'requested' || progress === 'accepted')) return 'stopping';
  if (held.some(({ drainedAt }) => drainedAt === null)) return 'draining';
  if (held.length > 0) return 'held';
  const isResuming = released.some(
    ({ desired, progress }) => desired === 'running' && progress !== 'observed' && progress !== 'gone',
  );
  return isResuming ? 'resuming' : 'none';
}

export function isStopped({ desired, progress }: Pick<HeldScope, 'desired' | 'progress'>): boolean {
  return desired === 'paused' && isSettled({ progress });
}

/** Whether XEM is as it should be, seen or, where it can't be seen, by its word; or has no such agent any more. */
export function isSettled({ progress }: Pick<HeldScope, 'progress'>): boolean {
  return progress === 'observed' || progress === 'unverifiable' || progress === 'gone';
}

/** Wanted, and XEM has not been asked about it: it can be given up without a trace there. */
export function isUnasked({
  isHeld,
  desired,
  progress,
  attemptCount,
}: Pick<HeldScope, 'isHeld' | 'desired' | 'progress' | 'attemptCount'>): boolean {
  return isHeld && desired === 'paused' && progress === 'requested' && attemptCount === 0;
}

/** What a person has to look at: XEM is away, refuses, or somebody changed it behind our back. */
export function hasFailed({ progress, error }: Pick<HeldScope, 'progress' | 'error'>): boolean {
  return progress === 'unreachable' || progress === 'rejected' || progress === 'drifted' || error !== null;
}

/** Whether there is something to wait for, so that a screen that lost its live stream keeps looking. */
export function isMoving({ scopes }: Containment): boolean {
  return scopes.some(
    ({ isHeld, desired, progress, drainedAt }) =>
      (!isSettled({ progress }) && progress !== 'drifted') ||
      (isHeld && desired === 'paused' && drainedAt === null),
  );
}
