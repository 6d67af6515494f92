/** Why a queued call may no longer be wanted. */
export const staleReasons = ['approval_over', 'approved_before_stop', 'older_than_incident'] as const;
export type StaleReason = (typeof staleReasons)[number];

export const staleNames: Record<StaleReason, string> = {
  approval_over: 'its approval has run out',
  approved_before_stop: 'approved before the stop',
  older_than_incident: 'asked for before the incident',
};

type Times = { incidentStartedAt: Date; stoppedAt: Date; now: Date };
type Approval = { status: string; resolvedAt: Date | null; expiresAt: Date | null };

const approvalsOver = new Set(['rejected', 'timed_out', 'expired', 'cancelled']);

/** Null for a call that still fits the times. The worst reason is said. */
export function staleReasonOf(
  call: { queuedAt: Date | null; approval: Approval | null },
  { incidentStartedAt, stoppedAt, now }: Times,
): StaleReason | null {
  const { queuedAt, approval } = call;
  if (approval !== null && isOver(approval, now)) return 'approval_over';
  if (approval?.status === 'approved' && approval.resolvedAt !== null && approval.resolvedAt < stoppedAt) {
    return 'approved_before_stop';
  }
  return queuedAt !== null && queuedAt < incidentStartedAt ? 'older_than_incident' : null;
}

function isOver({ status, expiresAt }: Approval, now: Date): boolean {
  return approvalsOver.has(status) || (status !== 'approved' && expiresAt !== null && expiresAt <= now);
}
