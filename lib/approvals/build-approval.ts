import { type Approval, type ApprovalDecision, canBeDecided, shownExpiry } from '@/lib/approvals/approval';
import type { Names } from '@/lib/mirror/names';

type StoredApproval = Omit<
  Approval,
  | 'isOpen'
  | 'workspaceName'
  | 'agentName'
  | 'createdAt'
  | 'expiresAt'
  | 'resolvedAt'
  | 'observedAt'
  | 'goneAt'
> & {
  createdAt: Date | null;
  expiresAt: Date | null;
  resolvedAt: Date | null;
  observedAt: Date;
  goneAt: Date | null;
};

/** The approval as it travels, from the facts that are stored. */
export function buildApproval(stored: StoredApproval, names: Names): Approval {
  const { expiresAt, isExpiryEstimated } = shownExpiry(stored);
  return {
    approvalId: stored.approvalId,
    status: stored.status,
    isOpen: canBeDecided(stored),
    risk: stored.risk,
    toolName: stored.toolName,
    workspaceId: stored.workspaceId,
    workspaceName: names.workspace(stored.workspaceId),
    agentId: stored.agentId,
    agentName: names.agent(stored.agentId),
    invocationId: stored.invocationId,
    requestedBy: stored.requestedBy,
    createdAt: stored.createdAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    isExpiryEstimated,
    escalationStage: stored.escalationStage,
    resolvedAt: stored.resolvedAt?.toISOString() ?? null,
    resolvedBy: stored.resolvedBy,
    observedAt: stored.observedAt.toISOString(),
    goneAt: stored.goneAt?.toISOString() ?? null,
  };
}

type StoredDecision = Omit<ApprovalDecision, 'decisionId' | 'decidedAt'> & { id: string; decidedAt: Date };

export function buildDecision(stored: StoredDecision): ApprovalDecision {
  const { decision, reason, overrideReason, outcome, decidedByName, xemRequestId } = stored;
  return {
    decisionId: stored.id,
    decision,
    reason,
    overrideReason,
    outcome,
    decidedByName,
    decidedAt: stored.decidedAt.toISOString(),
    xemRequestId,
  };
}
