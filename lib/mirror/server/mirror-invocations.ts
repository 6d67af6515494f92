import 'server-only';
import { isOver } from '@/lib/executions/execution-status';
import type { ListSource, PollContext, PollResult } from '@/lib/mirror/server/list-source';
import { readStatuses } from '@/lib/mirror/server/read-statuses';
import { storeInvocations } from '@/lib/mirror/server/store-invocations';
import { sweepList } from '@/lib/mirror/server/sweep-list';
import { storableInstant } from '@/lib/mirror/storable';
import type { XemInvocation } from '@/lib/xem/xem';

const openRead = 500;

export function mirrorInvocations(context: PollContext): Promise<PollResult> {
  const { db, xem } = context;
  const source: ListSource<XemInvocation> = {
    name: 'invocations',
    // What is in flight and what waits is shown with the agents.
    changed: 'agents',
    list: (page) => xem.listInvocations(page),
    show: (invocationId) => xem.showInvocation(invocationId),
    idOf: ({ invocationId }) => invocationId,
    begunAt: ({ createdAt }) => storableInstant(createdAt),
    countKnown: (ids) => db.invocation.count({ where: { invocationId: { in: ids } } }),
    store: storeInvocations,
    // Also one that was open before Holdfast stood still for days: it may be gone or over by now.
    async readOpen(except) {
      const statuses = (await readStatuses(db, 'Invocation')).filter((status) => !isOver(status));
      const rows = await db.invocation.findMany({
        where: { status: { in: statuses }, goneAt: null, invocationId: { notIn: except } },
        select: { invocationId: true, createdAt: true, firstSeenAt: true, observedAt: true },
        orderBy: { observedAt: 'asc' },
        take: openRead,
      });
      return rows.map((row) => ({
        id: row.invocationId,
        begunAt: row.createdAt ?? row.firstSeenAt,
        observedAt: row.observedAt,
      }));
    },
    touch: (ids, observedAt) =>
      db.invocation.updateMany({ where: { invocationId: { in: ids } }, data: { observedAt } }),
    markGone: (tx, ids, goneAt) =>
      tx.invocation.updateMany({
        where: { invocationId: { in: ids }, observedAt: { lte: goneAt } },
        data: { goneAt },
      }),
  };
  return sweepList(context, source);
}
