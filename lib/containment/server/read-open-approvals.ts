import 'server-only';
import { openApprovalStatuses } from '@/lib/approvals/approval';
import type { Transaction } from '@/lib/db/client';
import { readCallPlaces } from '@/lib/mirror/server/read-call-places';

type OpenApproval = { approvalId: string; agentId: string | null; workspaceId: string | null };

/** Approvals that wait for a decision, each with the place where its call would run. */
export async function readOpenApprovals(db: Transaction): Promise<OpenApproval[]> {
  const approvals = await db.approval.findMany({
    where: { status: { in: [...openApprovalStatuses] }, goneAt: null },
    select: { approvalId: true, agentId: true, workspaceId: true, invocationId: true },
  });
  const placeOf = await readCallPlaces(db, approvals);
  return approvals.map((approval) => ({ approvalId: approval.approvalId, ...placeOf(approval) }));
}
