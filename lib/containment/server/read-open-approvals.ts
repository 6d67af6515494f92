import 'server-only';
import { openApprovalStatuses } from '@/lib/approvals/approval';
import type { Transaction } from '@/lib/db/client';
import { locateCalls } from '@/lib/mirror/server/read-call-places';

/** Approvals that wait for a decision, each with the place where its call would run. */
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
  return locateCalls(db, approvals);
}
