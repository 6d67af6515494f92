import 'server-only';
import { isOver } from '@/lib/executions/execution-status';
import { lockExecutions } from '@/lib/mirror/server/execution-lock';
import type { ListSource, PollContext, PollResult } from '@/lib/mirror/server/list-source';
import { makePartitions } from '@/lib/mirror/server/make-partitions';
import { readMissingExecutions } from '@/lib/mirror/server/read-missing-executions';
import { readStatuses } from '@/lib/mirror/server/read-statuses';
import { storeExecutions } from '@/lib/mirror/server/store-executions';
import { sweepList } from '@/lib/mirror/server/sweep-list';
import { storableInstant } from '@/lib/mirror/storable';
import type { XemExecution } from '@/lib/xem/xem';

const openRead = 500;

export function mirrorExecutions(context: PollContext): Promise<PollResult> {
  const { db, xem } = context;
  const source: ListSource<XemExecution> = {
    name: 'executions',
    changed: 'executions',
    list: (page) => xem.listExecutions(page),
    show: (executionId) => xem.showExecution(executionId),
    idOf: ({ executionId }) => executionId,
    begunAt: ({ startedAt, completedAt }) => storableInstant(startedAt ?? completedAt),
    prepare: (begunAt) => makePartitions(context, begunAt),
    countKnown: (ids) => db.execution.count({ where: { executionId: { in: ids } } }),
    store: storeExecutions,
    // Also one that was open before Holdfast stood still for days: it may be over by now.
    async readOpen(except) {
      const statuses = (await readStatuses(db, 'Execution')).filter((status) => !isOver(status));
      const rows = await db.execution.findMany({
        where: { status: { in: statuses }, completedAt: null, executionId: { notIn: except } },
        select: { executionId: true, occurredAt: true, observedAt: true },
        orderBy: { observedAt: 'asc' },
        take: openRead,
      });
      return rows.map((row) => ({
        id: row.executionId,
        begunAt: row.occurredAt,
        observedAt: row.observedAt,
      }));
    },
    readMissing: (namedSince, except) => readMissingExecutions(db, namedSince, except),
    touch: (ids, observedAt) =>
      db.$transaction(async (tx) => {
        // Another writer may be moving one of them to another partition.
        await lockExecutions(tx);
        return tx.execution.updateMany({ where: { executionId: { in: ids } }, data: { observedAt } });
      }),
  };
  return sweepList(context, source);
}
