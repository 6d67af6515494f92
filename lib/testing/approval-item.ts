import type { ApprovalItem } from '@/lib/approvals/endpoints';

/** An approval that waits, without an end that anybody knows. */
export function buildApprovalItem(changes: Partial<ApprovalItem> = {}): ApprovalItem {
  return {
    approvalId: 'apr_1',
    status: 'pending',
    isOpen: true,
    risk: 'destructive',
    toolName: 'kubectl_drain',
    workspaceId: 'ws_billing',
    workspaceName: 'billing',
    agentId: 'agt_1',
    agentName: 'xem-fleet-01',
    invocationId: 'inv_1',
    requestedBy: 'ada',
    createdAt: null,
    expiresAt: null,
    isExpiryEstimated: false,
    escalationStage: null,
    resolvedAt: null,
    resolvedBy: null,
    observedAt: '2026-11-22T14:08:20.000Z',
    goneAt: null,
    target: null,
    arguments: null,
    lockedBy: [],
    ...changes,
  };
}
