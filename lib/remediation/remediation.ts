/** From the cheapest to the most invasive; the order is the ladder. */
export const rungs = [
  'inspect_branch',
  'corrective_call',
  'rotate_credentials',
  'rotate_curve_keys',
  'revoke_agent',
  'other',
] as const;
export type Rung = (typeof rungs)[number];

export const stepStatuses = ['planned', 'done', 'failed', 'not_needed'] as const;
export type StepStatus = (typeof stepStatuses)[number];

/** Words for people; the log uses them too. */
export const stepStatusNames: Record<StepStatus, string> = {
  planned: 'planned',
  done: 'done',
  failed: 'failed',
  not_needed: 'not needed',
};

/** A step that is over says how it ended; the sentence for whoever forgot, or null. */
export function missingResult(step: {
  status: StepStatus;
  result?: string | null | undefined;
}): string | null {
  if (step.result || step.status === 'planned' || step.status === 'not_needed') return null;
  return step.status === 'done' ? 'say what came of it' : 'say what went wrong';
}
