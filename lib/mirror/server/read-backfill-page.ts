import 'server-only';
import type { Context } from '@/lib/context';
import type { Backfill } from '@/lib/db/generated/client';
import { announce } from '@/lib/live/server/announce';
import { fetchAhead } from '@/lib/mirror/server/fetch-page';
import { makePartitions } from '@/lib/mirror/server/make-partitions';
import { readWorkspaceResolver } from '@/lib/mirror/server/read-workspace-resolver';
import { storeExecutions } from '@/lib/mirror/server/store-executions';
import { storeSoundRows } from '@/lib/mirror/server/store-sound-rows';
import { storableInstant } from '@/lib/mirror/storable';
import type { XemExecution } from '@/lib/xem/xem';

const pageSize = 100;

type Place = Pick<Backfill, 'id' | 'since' | 'cursor'>;

/** Reads the next page down and stores it with its place. It is over at the end, or once another step or person took over. */
export async function readBackfillPage(
  context: Context,
  { id, since, cursor }: Place,
): Promise<{ isOver: boolean; cursor: string | null }> {
  const { db, xem, clock } = context;
  const source = {
    name: 'executions' as const,
    list: xem.listExecutions,
    idOf: ({ executionId }: XemExecution) => executionId,
    store: storeExecutions,
    begunAt: ({ startedAt, completedAt }: XemExecution) => storableInstant(startedAt ?? completedAt),
  };
  const request = { limit: pageSize, ...(cursor !== null && { after: cursor }) };
  const page = await fetchAhead(context, source, request)();
  await makePartitions(context, page.begunAt);
  const workspaceIdOf = await readWorkspaceResolver(db);
  const oldest = page.begunAt.at(-1) ?? null;
  const isDone = page.nextAfter === null || (oldest !== null && oldest < since);
  const rows = { source, items: page.items, how: { observedAt: page.readAt, workspaceIdOf } };
  const isStored = await storeSoundRows(context, rows, async (tx, store) => {
    const now = clock.now();
    const { count } = await tx.backfill.updateMany({
      where: { id, state: 'running', cursor },
      data: {
        cursor: page.nextAfter,
        rowsRead: { increment: page.rowCount },
        ...(oldest && { oldestReachedAt: oldest }),
        lastReadAt: now,
        failureCount: 0,
        errorMessage: null,
        ...(isDone && { state: 'done', endedAt: now }),
      },
    });
    if (count === 0) return false;
    const rowsStored = await store();
    if (rowsStored > 0)
      await tx.backfill.update({ where: { id }, data: { rowsStored: { increment: rowsStored } } });
    if (isDone) await announce(tx, { incident: null, changed: 'executions' });
    await announce(tx, { incident: null, changed: 'freshness' });
    return true;
  });
  return { isOver: isDone || !isStored, cursor: page.nextAfter };
}
