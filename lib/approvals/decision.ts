import { approvalStatuses, isApprovalOpen } from '@/lib/approvals/approval';
import { AppError } from '@/lib/errors';

export type Decision = 'approved' | 'rejected';

/**
 * What came of a decision. `requested` stands before XEM is asked, so that a crash leaves a trace; `accepted` could not be
 * looked at afterwards; `uncertain` got no answer, so it may have been made.
 */
export const decisionOutcomes = [
  'requested',
  'confirmed',
  'accepted',
  'uncertain',
  'decided_elsewhere',
  'failed',
] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

/** Whether the decision is known, or must be feared, to have taken effect. */
export const hasEffect: Record<DecisionOutcome, boolean> = {
  requested: false,
  confirmed: true,
  accepted: true,
  uncertain: true,
  decided_elsewhere: false,
  failed: false,
};

/** Whether XEM may have been given the decision, as far as our record of it says; any other word is feared too. */
export const maybeSent = (outcome: string): boolean =>
  outcome !== 'decided_elsewhere' && outcome !== 'failed';

/**
 * Whether an approval stands otherwise than by this decision, so that it was not the one that took effect. A word that
 * nobody knows may be what XEM calls a decision that is carried out, and contradicts nothing.
 */
export const contradicts = (status: string, decision: Decision): boolean =>
  status !== decision && !isApprovalOpen(status) && approvalStatuses.some((known) => known === status);

/** Says who decided, as far as XEM tells. */
export function decidedElsewhere(approval: {
  status: string;
  resolvedBy: string | null;
  resolvedAt: Date | null;
}): AppError {
  const by = approval.resolvedBy === null ? '' : ` by ${approval.resolvedBy}`;
  return new AppError('conflict', `the approval is ${approval.status} already`, {
    userMessage: `This approval is already decided: ${approval.status}${by}. Nothing was changed.`,
    details: {
      status: approval.status,
      resolvedBy: approval.resolvedBy,
      resolvedAt: approval.resolvedAt?.toISOString() ?? null,
    },
  });
}

export function locked(incidentRefs: string[]): AppError {
  const incidents = incidentRefs.join(', ');
  return new AppError('conflict', `the agent is held by ${incidents}`, {
    userMessage: `The agent of this call is held by ${incidents}. Approving it queues a call that runs once the hold is released, so it takes a commander and a reason of its own.`,
    details: { lockedBy: incidentRefs },
  });
}

/** XEM drops approvals that Holdfast still shows as they were last seen. */
export function forgotten(cause?: AppError): AppError {
  return new AppError('not_found', cause?.message ?? 'XEM no longer knows the approval', {
    userMessage: 'XEM no longer knows this approval, so it cannot be decided any more. Nothing was changed.',
    ...(cause && { details: cause.details, cause }),
  });
}
