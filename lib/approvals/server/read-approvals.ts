import 'server-only';
import { openApprovalStatuses } from '@/lib/approvals/approval';
import { buildApproval } from '@/lib/approvals/build-approval';
import type { ApprovalFilter, ApprovalItem } from '@/lib/approvals/endpoints';
import { readLocks } from '@/lib/approvals/server/read-locks';
import type { Context } from '@/lib/context';
import type { Prisma } from '@/lib/db/generated/client';
import type { PageOf } from '@/lib/http/endpoint';
import { type Keyset, readKeyset, writeKeyset } from '@/lib/mirror/keyset';
import { readNames } from '@/lib/mirror/server/read-names';
import { targetOf } from '@/lib/triage/target-of';

/** Stands in a cursor for an approval without a time; those come last. */
const untimed = new Date(8_640_000_000_000_000);

export async function readApprovals(
  { db }: Pick<Context, 'db'>,
  input: ApprovalFilter & { limit: number; cursor?: string | undefined },
): Promise<PageOf<ApprovalItem>> {
  const { state = 'open', limit, cursor } = input;
  const isOpen = state === 'open';
  const where: Prisma.ApprovalWhereInput[] = [
    { status: isOpen ? { in: [...openApprovalStatuses] } : { notIn: [...openApprovalStatuses] } },
    ...valuesOf(input),
    ...(cursor ? [after(readKeyset(cursor), isOpen)] : []),
  ];
  const rows = await db.approval.findMany({
    where: { AND: where },
    orderBy: isOpen
      ? [{ expiresAt: { sort: 'asc', nulls: 'last' } }, { approvalId: 'asc' }]
      : [{ createdAt: { sort: 'desc', nulls: 'last' } }, { approvalId: 'desc' }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const [names, lockedBy] = await Promise.all([readNames(db, page), readLocks(db)]);
  const lastAt = (isOpen ? last?.expiresAt : last?.createdAt) ?? untimed;
  return {
    data: page.map((row) => ({
      ...buildApproval(row, names),
      target: targetOf(row.arguments),
      arguments: row.arguments,
      lockedBy: isOpen ? lockedBy(row) : [],
    })),
    nextCursor: rows.length > limit && last ? writeKeyset({ at: lastAt, id: last.approvalId }) : null,
  };
}

function valuesOf({ status, risk, agentId, workspaceId }: ApprovalFilter): Prisma.ApprovalWhereInput[] {
  return Object.entries({ status, risk, agentId, workspaceId }).flatMap(([field, values]) =>
    values === undefined || values.length === 0 ? [] : [{ [field]: { in: values } }],
  );
}

function after({ at, id }: Keyset, isOpen: boolean): Prisma.ApprovalWhereInput {
  const field = isOpen ? 'expiresAt' : 'createdAt';
  const beyond = <Value>(value: Value) => (isOpen ? { gt: value } : { lt: value });
  if (at.getTime() === untimed.getTime()) return { [field]: null, approvalId: beyond(id) };
  return { OR: [{ [field]: beyond(at) }, { [field]: at, approvalId: beyond(id) }, { [field]: null }] };
}
