import 'server-only';
import { announce } from '@/lib/live/server/announce';
import { type FetchedPage, fetchAhead, isRefusedCursor } from '@/lib/mirror/server/fetch-page';
import type { ListSource, OpenRow, PollContext, PollResult } from '@/lib/mirror/server/list-source';
import { lookAgain } from '@/lib/mirror/server/look-again';
import { moveCursor } from '@/lib/mirror/server/move-cursor';
import { readMissing } from '@/lib/mirror/server/read-missing';
import { readWorkspaceResolver } from '@/lib/mirror/server/read-workspace-resolver';
import { type Sweep, storeSweptPage } from '@/lib/mirror/server/store-swept-page';
import { afterGapPage, afterTopPage, goesOn, readCursor } from '@/lib/mirror/sweep-cursor';

/** The top of the list is read every few seconds and hardly ever holds more that is new. */
const topPageSize = 30;
const gapPageSize = 100;

/** One reading ends after this long and says that it is behind, so that it never holds its worker. */
const readingMs = 5_000;

/** Rows begun this recently that are still open are read again by the page, older ones one by one. */
const openWithinMs = 5 * 60_000;

/** How far back the first reading of all goes; a back-fill brings what is older. */
const firstDownToMs = 90 * 24 * 60 * 60_000;

const keptForgotten = 500;

/**
 * Brings the mirror of a newest-first list up to date. Each page is stored together with the cursor that says what is
 * still missing, so that a crash, an outage or a flood of rows loses nothing: the next reading goes on from there.
 */
export async function sweepList<Item>(context: PollContext, source: ListSource<Item>): Promise<PollResult> {
  const { db, clock } = context;
  const until = performance.now() + readingMs;
  const stored = await db.sourceFreshness.findUnique({ where: { source: source.name } });
  const cursor = readCursor(stored?.cursor);
  const asked = [...cursor.forgotten, ...cursor.unanswered.map(({ id }) => id)];
  const open = await source.readOpen(asked);
  const sweep: Sweep<Item> = {
    context,
    source,
    workspaceIdOf: await readWorkspaceResolver(db),
    stored: stored?.cursor ?? null,
    cursor,
    pageSize: gapPageSize,
    seen: new Set(),
    written: 0,
    announced: { written: 0, at: Number.NEGATIVE_INFINITY },
  };

  await readTopPage(sweep, oldestRecent(open, clock.now()));
  await readGaps(sweep, until);

  const { missing, namedSince } = await readMissing(sweep, asked);
  const looked = await lookAgain(sweep, [...open, ...missing]);
  const isBehind = sweep.cursor.gaps.length > 0;
  const next = {
    ...sweep.cursor,
    forgotten: [...cursor.forgotten.filter((id) => !sweep.seen.has(id)), ...looked.forgotten].slice(
      -keptForgotten,
    ),
    unanswered: looked.unanswered,
    namedSince,
    isBehind,
  };
  await db.$transaction(async (tx) => {
    await moveCursor(tx, source.name, sweep.stored, next);
    if (sweep.written > sweep.announced.written)
      await announce(tx, { incident: null, changed: source.changed });
    if (isBehind || sweep.cursor.isBehind) await announce(tx, { incident: null, changed: 'freshness' });
  });
  return { isBehind, hasNews: sweep.written + looked.written > 0 };
}

function oldestRecent(open: OpenRow[], now: Date): Date | null {
  const since = now.getTime() - openWithinMs;
  const recent = open
    .filter(({ begunAt }) => begunAt.getTime() >= since)
    .map(({ begunAt }) => Number(begunAt));
  return recent.length === 0 ? null : new Date(Math.min(...recent));
}

async function readTopPage<Item>(sweep: Sweep<Item>, openSince: Date | null): Promise<void> {
  const { source, context } = sweep;
  const firstDownTo = new Date(context.clock.now().getTime() - firstDownToMs);
  const page = await fetchAhead(context, source, { limit: topPageSize })();
  await storeSweptPage(sweep, page, (swept) => afterTopPage(sweep.cursor, swept, { openSince, firstDownTo }));
}

/** Reads down the newest gap, then the next. While a page is stored, the one after it is on its way. */
async function readGaps<Item>(sweep: Sweep<Item>, until: number): Promise<void> {
  const { context, source } = sweep;
  type Fetching = () => Promise<FetchedPage<Item>>;
  const fetchAfter = (after: string | null): Fetching =>
    fetchAhead(context, source, { limit: sweep.pageSize, ...(after !== null && { after }) });
  let ahead: { after: string | null; page: Fetching } | null = null;
  for (let gap = sweep.cursor.gaps[0]; gap && performance.now() < until; gap = sweep.cursor.gaps[0]) {
    const fetching: Fetching = ahead?.after === gap.after ? ahead.page : fetchAfter(gap.after);
    ahead = null;
    try {
      const page: FetchedPage<Item> = await fetching();
      if (goesOn(sweep.cursor, page) && performance.now() < until)
        ahead = { after: page.nextAfter, page: fetchAfter(page.nextAfter) };
      await storeSweptPage(sweep, page, (swept) => afterGapPage(sweep.cursor, swept));
    } catch (error) {
      if (gap.after === null || !isRefusedCursor(error)) throw error;
      await walkDownAgain(sweep);
    }
  }
}

/** XEM has forgotten the row that the cursor points at: go on from the top of the list. */
async function walkDownAgain<Item>(sweep: Sweep<Item>): Promise<void> {
  const [gap, ...others] = sweep.cursor.gaps;
  if (gap === undefined) return;
  const next = { ...sweep.cursor, gaps: [{ ...gap, after: null }, ...others] };
  sweep.stored = await moveCursor(sweep.context.db, sweep.source.name, sweep.stored, next);
  sweep.cursor = next;
}
