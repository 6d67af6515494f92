import 'server-only';
import { openApprovalStatuses } from '@/lib/approvals/approval';
import { nameAgents } from '@/lib/containment/server/name-agents';
import type { Transaction } from '@/lib/db/client';

/** Approvals that wait for a decision, each with its agent: where it names none, its invocation does. */
export async function readOpenApprovals(db: Transaction) {
  const approvals = await db.approval.findMany({
    where: { status: { in: [...openApprovalStatuses] }, goneAt: null },
    select: {
      approvalId: true,
      toolName: true,
      risk: true,
      agentId: true,
      workspaceId: true,
      invocationId: true,
      createdAt: true,
      expiresAt: true,
      isExpiryEstimated: true,
    },
  });
  return nameAgents(db, approvals);
}
