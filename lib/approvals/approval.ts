import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';
import { wordsOf, approvalStatuses as wordTable } from '@/lib/xem/wire/words';

/** The words XEM has for how an approval stands. Any other word is shown as it is. */
export type ApprovalStatus = keyof typeof wordTable;
export const approvalStatuses: readonly ApprovalStatus[] = wordsOf(wordTable);

export const openApprovalStatuses = ['pending', 'escalated'] as const satisfies ApprovalStatus[];

/** Whether it waits, as far as its status says. */
export const isApprovalOpen = (status: string): boolean =>
  openApprovalStatuses.some((open) => open === status);

/** Whether somebody can still decide it: nobody can, once XEM no longer knows it. */
export const canBeDecided = ({ status, goneAt }: { status: string; goneAt: Date | null }): boolean =>
  goneAt === null && isApprovalOpen(status);

/**
 * Null where neither XEM nor the default policy says when it expires. An estimate is kept for one that was escalated, as
 * its place in the queue: it waits longer than those whose first time is not over.
 */
export function expiryOf(approval: {
  expiresAt: Date | null;
  createdAt: Date | null;
  policyTimeoutSeconds: number | null;
}): { expiresAt: Date | null; isExpiryEstimated: boolean } {
  const { expiresAt, createdAt, policyTimeoutSeconds: seconds } = approval;
  if (expiresAt !== null || createdAt === null || seconds === null) {
    return { expiresAt, isExpiryEstimated: false };
  }
  return { expiresAt: new Date(createdAt.getTime() + seconds * 1_000), isExpiryEstimated: true };
}

/** The expiry to show: what the default policy says of the first stage holds for no later one. */
export function shownExpiry<At>(approval: {
  status: string;
  expiresAt: At | null;
  isExpiryEstimated: boolean;
}): {
  expiresAt: At | null;
  isExpiryEstimated: boolean;
} {
  const { status, expiresAt, isExpiryEstimated } = approval;
  if (status === 'escalated' && isExpiryEstimated) return { expiresAt: null, isExpiryEstimated: false };
  return { expiresAt, isExpiryEstimated };
}

/** Whether approving this calls for a fresh sign-in and the tool's name typed: XEM itself asks for neither. */
export const needsTypedName = (risk: string | null): boolean => risk === 'irreversible';

/** An approval as lists show it. */
export const approvalSchema = z.object({
  approvalId: z.string(),
  status: z.string(),
  isOpen: z.boolean(),
  risk: z.string().nullable(),
  toolName: z.string().nullable(),
  workspaceId: z.string().nullable(),
  workspaceName: z.string().nullable(),
  agentId: z.string().nullable(),
  agentName: z.string().nullable(),
  invocationId: z.string().nullable(),
  requestedBy: z.string().nullable(),
  createdAt: instant.nullable(),
  expiresAt: instant.nullable(),
  /** XEM named no expiry; the default policy stands in. */
  isExpiryEstimated: z.boolean(),
  escalationStage: z.number().int().nullable(),
  resolvedAt: instant.nullable(),
  resolvedBy: z.string().nullable(),
  observedAt: instant,
  /** Since when XEM no longer knows it; `status` is the last that was seen. */
  goneAt: instant.nullable(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** What Holdfast did about an approval, and why: XEM keeps no reason. */
export const approvalDecisionSchema = z.object({
  decisionId: z.string(),
  decision: z.string(),
  reason: z.string(),
  outcome: z.string(),
  /** Why the lock of a hold was passed over; null where there was none. */
  overrideReason: z.string().nullable(),
  decidedByName: z.string(),
  decidedAt: instant,
  xemRequestId: z.string().nullable(),
});
export type ApprovalDecision = z.infer<typeof approvalDecisionSchema>;
