export const phases = ['triage', 'contain', 'investigate', 'remediate', 'postmortem', 'closed'] as const;
export type Phase = (typeof phases)[number];

export const phaseNames: Record<Phase, string> = {
  triage: 'Triage',
  contain: 'Contain',
  investigate: 'Investigate',
  remediate: 'Remediate',
  postmortem: 'Postmortem',
  closed: 'Closed',
};

export function isForward(from: Phase, to: Phase): boolean {
  return phases.indexOf(to) > phases.indexOf(from);
}

/** Null for the last one. */
export function nextPhase(phase: Phase): Phase | null {
  return phases[phases.indexOf(phase) + 1] ?? null;
}
