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

/** Rows of one moment may come in any order, and clocks of routers differ a little. */
const overlapMs = 10_000;

type Place = Pick<Backfill, 'cursor' | 'oldestReachedAt'>;

/** Reads the next page down and stores it with its place. It is over at the end, or once another step or person took over. */
export async function readBackfillPage(
  context: Context,
  { id, since }: Pick<Backfill, 'id' | 'since'>,
  { cursor, oldestReachedAt }: Place,
): Promise<{ isOver: boolean; place: Place }> {
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
  const bound = since.getTime() - overlapMs;
  // One answer with a wrong clock must not end it, so that the page before has to be old as well.
  const wasBeyond = cursor !== null && oldestReachedAt !== null && oldestReachedAt.getTime() < bound;
  const isBeyond = page.begunAt.length > 0 && page.begunAt.every((at) => at.getTime() < bound);
  const isDone = page.nextAfter === null || (wasBeyond && isBeyond);
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
  const place = { cursor: page.nextAfter, oldestReachedAt: oldest ?? oldestReachedAt };
  return { isOver: isDone || !isStored, place };
}
