import 'server-only';
import type { OpenCall } from '@/lib/containment/open-call';
import type { Transaction } from '@/lib/db/client';
import type { Approval } from '@/lib/db/generated/client';
import { callIdOf } from '@/lib/release/server/read-queue';
import { approvalFinder } from '@/lib/triage/approval-verdict';

export type Background = { arguments: unknown; approval: Approval | null };

/** What was asked for with these calls, and what became of their approvals; by the id of the call. */
export async function readBackground(db: Transaction, calls: OpenCall[]): Promise<Map<string, Background>> {
  if (calls.length === 0) return new Map();
  const invocationIds = calls.flatMap(({ invocationId }) => invocationId ?? []);
  const executionIds = calls.flatMap((call) => (call.invocationId === null ? (call.executionId ?? []) : []));
  const fields = { invocationId: true, executionId: true, approvalId: true, arguments: true } as const;
  const rows = [
    ...(await db.invocation.findMany({ where: { invocationId: { in: invocationIds } }, select: fields })),
    ...(executionIds.length === 0
      ? []
      : await db.execution.findMany({ where: { executionId: { in: executionIds } }, select: fields })),
  ];
  // Two questions and not an OR: only a list that stands alone may be longer than what one statement can carry.
  const find = approvalFinder([
    ...(await db.approval.findMany({ where: { invocationId: { in: invocationIds } } })),
    ...(await db.approval.findMany({
      where: { approvalId: { in: rows.flatMap(({ approvalId }) => approvalId ?? []) } },
    })),
  ]);
  return new Map(rows.map((row) => [callIdOf(row), { arguments: row.arguments, approval: find(row) }]));
}
