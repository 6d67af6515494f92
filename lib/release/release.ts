/** The life of a release. */
export const releaseStates = [
  'waiting',
  'running',
  'between_stages',
  'paused',
  'done',
  'held_again',
  'cancelled',
  'declined',
] as const;
export type ReleaseState = (typeof releaseStates)[number];

/** States in which something is still to come. */
export const openReleaseStates = ['waiting', 'running', 'between_stages', 'paused'] as const;
/** States in which what was released is watched. */
export const watchedReleaseStates = ['running', 'between_stages', 'paused'] as const;

export const releaseStateNames: Record<ReleaseState, string> = {
  waiting: 'waits for a second person',
  running: 'under way',
  between_stages: 'waits for a person',
  paused: 'paused',
  done: 'finished',
  held_again: 'held again',
  cancelled: 'cancelled',
  declined: 'declined',
};

export const isReleaseOpen = (state: ReleaseState): boolean =>
  openReleaseStates.some((open) => open === state);

/** What a person can do with a release that has begun, or waits to. */
export const steerings = ['pause', 'resume', 'continue', 'cancel', 'hold_again'] as const;
export type Steering = (typeof steerings)[number];

const steerableFrom: Record<Steering, readonly ReleaseState[]> = {
  pause: ['running', 'between_stages'],
  resume: ['paused'],
  continue: ['running', 'between_stages', 'paused'],
  cancel: openReleaseStates,
  hold_again: watchedReleaseStates,
};

export function canSteer(state: ReleaseState, steering: Steering): boolean {
  return steerableFrom[steering].includes(state);
}

/** When a second person has to agree to a release. Stopping never needs one. */
export const secondPersonPolicies = ['destructive', 'always', 'never'] as const;
export type SecondPersonPolicy = (typeof secondPersonPolicies)[number];

export const defaultShares = [10, 50, 100];
