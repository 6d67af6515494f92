import 'server-only';
import { isAppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import { inParallel } from '@/lib/mirror/in-parallel';
import type { ListSource, OpenRow, PollContext } from '@/lib/mirror/server/list-source';
import type { WorkspaceResolver } from '@/lib/mirror/server/read-workspace-resolver';

const lookedAtOnce = 30;
const inParallelCount = 6;
const lookedEveryMs = 5_000;

/**
 * Asks by id for open rows that have dropped off the pages, the longest unseen first. The rows of `forgotten` ids, which XEM
 * no longer knows, stay as they were last seen.
 */
export async function lookAgain<Item>(
  context: PollContext,
  source: ListSource<Item>,
  { open, workspaceIdOf }: { open: OpenRow[]; workspaceIdOf: WorkspaceResolver },
): Promise<{ forgotten: string[]; written: number }> {
  const observedAt = context.clock.now();
  const due = open
    .filter((row) => observedAt.getTime() - row.observedAt.getTime() >= lookedEveryMs)
    .toSorted((a, b) => a.observedAt.getTime() - b.observedAt.getTime())
    .slice(0, lookedAtOnce);
  if (due.length === 0) return { forgotten: [], written: 0 };
  const looks = await inParallel(due, inParallelCount, async ({ id }) => {
    try {
      return { id, item: await source.show(id) };
    } catch (error) {
      if (isAppError(error, 'not_found')) return { id, item: null };
      throw error;
    }
  });
  const found = looks.flatMap(({ item }) => (item === null ? [] : [item]));
  const written = await context.db.$transaction(async (tx) => {
    const count = await source.store(tx, found, { observedAt, workspaceIdOf });
    if (count > 0) await announce(tx, { incident: null, changed: source.changed });
    return count;
  });
  await source.touch(
    found.map((item) => source.idOf(item)),
    observedAt,
  );
  return { forgotten: looks.flatMap(({ id, item }) => (item === null ? [id] : [])), written };
}
