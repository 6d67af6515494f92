import 'server-only';
import { openApprovalStatuses } from '@/lib/approvals/approval';
import type { Transaction } from '@/lib/db/client';

type OpenApproval = { approvalId: string; agentId: string | null; workspaceId: string | null };

/** Approvals that wait for a decision, each with its agent: where it names none, its invocation does. */
export async function readOpenApprovals(db: Transaction): Promise<OpenApproval[]> {
  const approvals = await db.approval.findMany({
    where: { status: { in: [...openApprovalStatuses] }, goneAt: null },
    select: { approvalId: true, agentId: true, workspaceId: true, invocationId: true },
  });
  const nameless = approvals.flatMap(({ agentId, invocationId }) =>
    agentId === null ? (invocationId ?? []) : [],
  );
  const invocations =
    nameless.length === 0
      ? []
      : await db.invocation.findMany({
          where: { invocationId: { in: nameless } },
          select: { invocationId: true, agentId: true },
        });
  const agentOf = new Map(invocations.map(({ invocationId, agentId }) => [invocationId, agentId]));
  return approvals.map(({ approvalId, agentId, workspaceId, invocationId }) => ({
    approvalId,
    agentId: agentId ?? agentOf.get(invocationId ?? '') ?? null,
    workspaceId,
  }));
}
