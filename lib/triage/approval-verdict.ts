export const approvalVerdicts = [
  'missing',
  'approved',
  'pending',
  'rejected',
  'timed_out',
  'not_needed',
  'unknown',
] as const;
export type ApprovalVerdict = (typeof approvalVerdicts)[number];

export const approvalVerdictNames: Record<ApprovalVerdict, string> = {
  missing: 'no approval',
  approved: 'approved',
  pending: 'approval pending',
  rejected: 'rejected',
  timed_out: 'approval timed out',
  not_needed: 'needs no approval',
  unknown: 'approval unknown',
};

export const gatedRisks: ReadonlySet<string> = new Set(['destructive', 'irreversible']);
const freeRisks = new Set(['read', 'write']);

/** Whether a call of this risk has to wait for a person before it may run. */
export const isGated = (risk: string | null): boolean => risk !== null && gatedRisks.has(risk);

const verdictByStatus: Record<string, ApprovalVerdict> = {
  approved: 'approved',
  pending: 'pending',
  escalated: 'pending',
  rejected: 'rejected',
  timed_out: 'timed_out',
  expired: 'timed_out',
};

/** Did a person let this call through? `missing` is the finding: it needed an approval and ran without one. */
export function approvalVerdict(
  execution: { risk: string | null; approvalId: string | null },
  approval: { status: string } | null,
): ApprovalVerdict {
  if (approval !== null) return verdictByStatus[approval.status] ?? 'unknown';
  if (execution.approvalId !== null) return 'unknown';
  if (isGated(execution.risk)) return 'missing';
  return execution.risk !== null && freeRisks.has(execution.risk) ? 'not_needed' : 'unknown';
}

type Linked = { approvalId: string; invocationId: string | null };

/** Finds the approval of an execution: by its id, else by the invocation both came from. */
export function approvalFinder<A extends Linked>(approvals: A[]) {
  const byId = new Map(approvals.map((approval) => [approval.approvalId, approval]));
  const byInvocation = new Map(approvals.map((approval) => [approval.invocationId, approval]));
  return ({
    approvalId,
    invocationId,
  }: {
    approvalId: string | null;
    invocationId: string | null;
  }): A | null =>
    byId.get(approvalId ?? '') ??
    (invocationId === null ? undefined : byInvocation.get(invocationId)) ??
    null;
}

/** Ran although nobody had let it: the reason to open an incident. */
export const isUnapproved = (verdict: ApprovalVerdict): boolean =>
  verdict === 'missing' || verdict === 'rejected' || verdict === 'timed_out';
