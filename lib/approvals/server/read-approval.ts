import 'server-only';
import { canBeDecided } from '@/lib/approvals/approval';
import { buildApproval, buildDecision } from '@/lib/approvals/build-approval';
import type { ApprovalDetail } from '@/lib/approvals/endpoints';
import { findConcerned } from '@/lib/approvals/server/find-concerned';
import { readLocks } from '@/lib/approvals/server/read-locks';
import type { Context } from '@/lib/context';
import { notFound } from '@/lib/errors';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readNames } from '@/lib/mirror/server/read-names';
import { targetOf } from '@/lib/triage/target-of';

export async function readApproval(
  { db }: Pick<Context, 'db'>,
  { approvalId }: { approvalId: string },
): Promise<ApprovalDetail> {
  const row = await db.approval.findUnique({ where: { approvalId } });
  if (!row) throw notFound('approval', approvalId);
  const [names, lockedBy, decisions, executions, incidents] = await Promise.all([
    readNames(db, [row]),
    readLocks(db, [row]),
    db.approvalDecision.findMany({ where: { approvalId }, orderBy: { decidedAt: 'asc' } }),
    db.execution.findMany({
      where: { OR: [{ approvalId }, ...(row.invocationId ? [{ invocationId: row.invocationId }] : [])] },
      select: { executionId: true, status: true, startedAt: true },
      orderBy: { occurredAt: 'asc' },
    }),
    findConcerned(db, row),
  ]);
  return {
    ...buildApproval(row, names),
    target: targetOf(row.arguments),
    arguments: row.arguments,
    lockedBy: canBeDecided(row) ? lockedBy(row) : [],
    decisions: decisions.map(buildDecision),
    executions: executions.map(({ executionId, status, startedAt }) => ({
      executionId,
      status,
      startedAt: startedAt?.toISOString() ?? null,
    })),
    incidentRefs: incidents.map(({ number }) => incidentRefOf(number)),
  };
}
