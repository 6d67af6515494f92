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
 * Asks by id for open rows that have dropped off the pages, the longest unseen first. Those that XEM no longer knows are
 * marked as gone; where the source can't do that, `forgotten` names them.
 */
export async function lookAgain<Item>(
  context: PollContext,
  source: ListSource<Item>,
  { open, listed, workspaceIdOf }: { open: OpenRow[]; listed: Set<string>; workspaceIdOf: WorkspaceResolver },
): Promise<{ forgotten: string[]; written: number }> {
  const observedAt = context.clock.now();
  const due = open
    .filter((row) => observedAt.getTime() - row.observedAt.getTime() >= lookedEveryMs)
    .toSorted((a, b) => a.observedAt.getTime() - b.observedAt.getTime())
    .slice(0, lookedAtOnce);
  if (due.length === 0) return { forgotten: [], written: 0 };
  const looks = await inParallel(due, inParallelCount, async ({ id }) => ({
    id,
    item: await showOrNull(source, id),
  }));
  const found = looks.flatMap(({ item }) => (item === null ? [] : [item]));
  const unknown = looks.flatMap(({ id, item }) => (item === null ? [id] : []));
  const isProven = unknown.length > 0 && (found.length > 0 || (await knowsListed(source, listed)));
  const gone = isProven ? unknown : [];
  const written = await context.db.$transaction(async (tx) => {
    const stored = await source.store(tx, found, { observedAt, workspaceIdOf });
    const marked = await source.markGone?.(tx, gone, observedAt);
    const count = stored + (marked?.count ?? 0);
    if (count > 0) await announce(tx, { incident: null, changed: source.changed });
    return count;
  });
  await source.touch(
    found.map((item) => source.idOf(item)),
    observedAt,
  );
  return { forgotten: source.markGone ? [] : unknown, written };
}

async function showOrNull<Item>(source: ListSource<Item>, id: string): Promise<Item | null> {
  try {
    return await source.show(id);
  } catch (error) {
    if (isAppError(error, 'not_found')) return null;
    throw error;
  }
}

/** A router that can't show any by its id answers the same for all: there a 404 says nothing about one. */
async function knowsListed<Item>(source: ListSource<Item>, listed: Set<string>): Promise<boolean> {
  const [one] = listed;
  return one === undefined || (await showOrNull(source, one)) !== null;
}
