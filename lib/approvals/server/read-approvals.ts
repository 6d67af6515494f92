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

/** Stands in a cursor for an approval without a time; those come last. As many digits as a cursor takes. */
const untimed = new Date(999_999_999_999_999);

type Input = ApprovalFilter & { limit: number; cursor?: string | undefined };
/** `waiting` may still be decided in time; `overdue` may not, by XEM's own word, though XEM has not closed it. */
type Part = 'waiting' | 'overdue' | 'decided';

/** What XEM no longer knows waits for nobody; it stands with what is over. */
const waitingAtXem = {
  status: { in: [...openApprovalStatuses] },
  goneAt: null,
} satisfies Prisma.ApprovalWhereInput;

/** Before the cursor of an approval whose time is over: it says where the list was when the page was read. */
const overdueMark = 'overdue.';

export async function readApprovals(
  context: Pick<Context, 'db' | 'clock'>,
  input: Input,
): Promise<PageOf<ApprovalItem>> {
  const { db } = context;
  const { state = 'open', limit, cursor } = input;
  const isOpen = state === 'open';
  const isOverdue = cursor?.startsWith(overdueMark) ?? false;
  const from =
    cursor === undefined ? undefined : readKeyset(isOverdue ? cursor.slice(overdueMark.length) : cursor);
  const first: Part = !isOpen ? 'decided' : isOverdue ? 'overdue' : 'waiting';
  const rows = await readPart(context, input, { part: first, from, take: limit + 1 });
  // What nobody can decide in time any more must not stand above what somebody can.
  if (first === 'waiting' && rows.length <= limit) {
    rows.push(
      ...(await readPart(context, input, {
        part: 'overdue',
        from: undefined,
        take: limit + 1 - rows.length,
      })),
    );
  }
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const shown = page.map(({ row }) => row);
  const [names, lockedBy] = await Promise.all([readNames(db, shown), readLocks(db, shown)]);
  const keyset = last && {
    at: (isOpen ? last.row.expiresAt : last.row.createdAt) ?? untimed,
    id: last.row.approvalId,
  };
  return {
    data: shown.map((row) => ({
      ...buildApproval(row, names),
      target: targetOf(row.arguments),
      arguments: row.arguments,
      lockedBy: isOpen ? lockedBy(row) : [],
    })),
    nextCursor:
      rows.length > limit && keyset
        ? `${last.part === 'overdue' ? overdueMark : ''}${writeKeyset(keyset)}`
        : null,
  };
}

async function readPart(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  input: Input,
  { part, from, take }: { part: Part; from: Keyset | undefined; take: number },
) {
  const isOpen = part !== 'decided';
  const now = clock.now();
  const conditions: Record<Part, Prisma.ApprovalWhereInput> = {
    // An estimate that is over says nothing of when XEM closes it, so it stays where it is urgent.
    waiting: { OR: [{ expiresAt: { gte: now } }, { expiresAt: null }, { isExpiryEstimated: true }] },
    overdue: { expiresAt: { lt: now }, isExpiryEstimated: false },
    decided: {},
  };
  const found = await db.approval.findMany({
    where: {
      AND: [
        isOpen ? waitingAtXem : { NOT: waitingAtXem },
        conditions[part],
        ...valuesOf(input),
        ...(from ? [after(from, isOpen)] : []),
      ],
    },
    orderBy: isOpen
      ? [{ expiresAt: { sort: 'asc', nulls: 'last' } }, { approvalId: 'asc' }]
      : [{ createdAt: { sort: 'desc', nulls: 'last' } }, { approvalId: 'desc' }],
    take,
  });
  return found.map((row) => ({ row, part }));
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
