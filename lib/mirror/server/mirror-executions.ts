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
const namedWithinMs = 10 * 60_000;

export function mirrorExecutions(context: PollContext): Promise<PollResult> {
  const { db, xem, clock } = context;
  const source: ListSource<XemExecution> = {
    name: 'executions',
    changed: 'executions',
    list: (page) => xem.listExecutions(page),
    show: (executionId) => xem.showExecution(executionId),
    idOf: ({ executionId }) => executionId,
    begunAt: ({ startedAt, completedAt }) => storableInstant(startedAt ?? completedAt),
    prepare: (begunAt) => makePartitions(context, begunAt),
    store: storeExecutions,
    async readOpen(since) {
      const statuses = (await readStatuses(db, 'Execution')).filter((status) => !isOver(status));
      const rows = await db.execution.findMany({
        where: { status: { in: statuses }, completedAt: null, occurredAt: { gte: since } },
        select: { executionId: true, occurredAt: true, observedAt: true },
        orderBy: { occurredAt: 'desc' },
        take: openRead,
      });
      const open = rows.map((row) => ({
        id: row.executionId,
        begunAt: row.occurredAt,
        observedAt: row.observedAt,
      }));
      const namedSince = new Date(clock.now().getTime() - namedWithinMs);
      return [...open, ...(await readMissingExecutions(db, namedSince))];
    },
    touch: (ids, observedAt) =>
      db.$transaction(async (tx) => {
        // Another writer may be moving one of them to another partition.
        await lockExecutions(tx);
        return tx.execution.updateMany({ where: { executionId: { in: ids } }, data: { observedAt } });
      }),
  };
  return sweepList(context, source);
}
