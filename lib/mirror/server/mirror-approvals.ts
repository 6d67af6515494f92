import 'server-only';
import { approvalStatuses, isApprovalOpen } from '@/lib/approvals/approval';
import type { ListSource, PollContext, PollResult } from '@/lib/mirror/server/list-source';
import { readStatuses } from '@/lib/mirror/server/read-statuses';
import { storeApprovals } from '@/lib/mirror/server/store-approvals';
import { sweepList } from '@/lib/mirror/server/sweep-list';
import { storableInstant } from '@/lib/mirror/storable';
import type { XemApproval } from '@/lib/xem/xem';

const openRead = 500;

export function mirrorApprovals(context: PollContext): Promise<PollResult> {
  const { db, xem } = context;
  const source: ListSource<XemApproval> = {
    name: 'approvals',
    changed: 'approvals',
    list: (page) => xem.listApprovals(page),
    show: (approvalId) => xem.showApproval(approvalId),
    idOf: ({ approvalId }) => approvalId,
    begunAt: ({ createdAt }) => storableInstant(createdAt),
    countKnown: (ids) => db.approval.count({ where: { approvalId: { in: ids } } }),
    store: storeApprovals,
    // Also one that was open before Holdfast stood still for days: it may be gone or decided by now.
    async readOpen(except) {
      const statuses = (await readStatuses(db, 'Approval')).filter(mayChange);
      const rows = await db.approval.findMany({
        where: { status: { in: statuses }, resolvedAt: null, goneAt: null, approvalId: { notIn: except } },
        select: { approvalId: true, createdAt: true, firstSeenAt: true, observedAt: true },
        orderBy: { observedAt: 'asc' },
        take: openRead,
      });
      return rows.map((row) => ({
        id: row.approvalId,
        begunAt: row.createdAt ?? row.firstSeenAt,
        observedAt: row.observedAt,
      }));
    },
    touch: (ids, observedAt) =>
      db.approval.updateMany({ where: { approvalId: { in: ids } }, data: { observedAt } }),
    markGone: (tx, ids, goneAt) =>
      tx.approval.updateMany({
        where: { approvalId: { in: ids }, observedAt: { lte: goneAt } },
        data: { goneAt },
      }),
  };
  return sweepList(context, source);
}

/** A word that nobody knows is taken as open, so that it is looked at again. */
const mayChange = (status: string): boolean =>
  isApprovalOpen(status) || !approvalStatuses.some((known) => known === status);
