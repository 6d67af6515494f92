import 'server-only';
import { announce } from '@/lib/live/server/announce';
import type { FetchedPage } from '@/lib/mirror/server/fetch-page';
import type { ListSource, PollContext } from '@/lib/mirror/server/list-source';
import { moveCursor } from '@/lib/mirror/server/move-cursor';
import type { WorkspaceResolver } from '@/lib/mirror/server/read-workspace-resolver';
import { storeSoundRows } from '@/lib/mirror/server/store-sound-rows';
import { isStorableId } from '@/lib/mirror/storable';
import type { SweepCursor, SweptPage } from '@/lib/mirror/sweep-cursor';

/** One reading of a list, as far as it has come. */
export type Sweep<Item> = {
  context: PollContext;
  source: ListSource<Item>;
  workspaceIdOf: WorkspaceResolver;
  /** The cursor as the database has it. */
  stored: unknown;
  cursor: SweepCursor;
  /** How many rows of a gap to ask for at once. */
  pageSize: number;
  /** Where the page below the last one begins. */
  below: string | null;
  seen: Set<string>;
  written: number;
  /** What people were told of, and when: a flood of pages is not a flood of news. */
  announced: { written: number; at: number };
};

const announcedEveryMs = 1_000;

/** Stores the page together with the cursor that says what is still missing. */
export async function storeSweptPage<Item>(
  sweep: Sweep<Item>,
  page: FetchedPage<Item>,
  advance: (swept: SweptPage) => SweepCursor,
): Promise<void> {
  const { context, source, workspaceIdOf } = sweep;
  const { items, shrunkTo, ...facts } = page;
  const ids = new Set(items.map((item) => source.idOf(item)).filter(isStorableId));
  // Before any of them is stored, in whatever way.
  const newCount = ids.size - (await source.countKnown([...ids]));
  await source.prepare?.(page.begunAt);
  const isDue = performance.now() - sweep.announced.at >= announcedEveryMs;
  const rows = { source, items, how: { observedAt: page.readAt, workspaceIdOf } };
  const moved = await storeSoundRows(context, rows, async (tx, store) => {
    const written = await store();
    const isKnown = newCount === 0 && (written === 0 || written < ids.size);
    const cursor = advance({ ...facts, isKnown });
    const stored = await moveCursor(tx, source.name, sweep.stored, cursor);
    const isAnnounced = written > 0 && isDue;
    if (isAnnounced) await announce(tx, { incident: null, changed: source.changed });
    return { stored, cursor, written, isAnnounced };
  });
  sweep.pageSize = shrunkTo ?? sweep.pageSize;
  sweep.below = page.nextAfter;
  for (const id of ids) sweep.seen.add(id);
  sweep.stored = moved.stored;
  sweep.cursor = moved.cursor;
  sweep.written += moved.written;
  if (moved.isAnnounced) sweep.announced = { written: sweep.written, at: performance.now() };
}
