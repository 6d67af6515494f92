import 'server-only';
import { AppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import { type FetchedPage, fetchAhead, isRefusedCursor } from '@/lib/mirror/server/fetch-page';
import type { ListSource, PollContext, PollResult } from '@/lib/mirror/server/list-source';
import { lookAgain } from '@/lib/mirror/server/look-again';
import { moveCursor } from '@/lib/mirror/server/move-cursor';
import { readMissing } from '@/lib/mirror/server/read-missing';
import { readOpenAgain } from '@/lib/mirror/server/read-open-again';
import { readWorkspaceResolver } from '@/lib/mirror/server/read-workspace-resolver';
import { type Sweep, storeSweptPage } from '@/lib/mirror/server/store-swept-page';
import { sourceLabels } from '@/lib/mirror/source';
import { afterGapPage, afterRefusal, afterTopPage, goesOn, readCursor } from '@/lib/mirror/sweep-cursor';

/** The top of the list is read every few seconds and hardly ever holds more that is new. */
const topPageSize = 30;
const gapPageSize = 100;

/** One reading ends after this long and says that it is behind, so that it never holds its worker. */
const readingMs = 5_000;

/** How far back the first reading of all goes; a back-fill brings what is older. */
const floorMs = 90 * 24 * 60 * 60_000;

const keptForgotten = 500;

/**
 * Brings the mirror of a newest-first list up to date. Each page is stored together with the cursor that says what is
 * still missing, so that a crash, an outage or a flood of rows loses nothing: the next reading goes on from there.
 */
export async function sweepList<Item>(context: PollContext, source: ListSource<Item>): Promise<PollResult> {
  const { db, clock } = context;
  const until = performance.now() + readingMs;
  const floor = new Date(clock.now().getTime() - floorMs);
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
    below: null,
    seen: new Set(),
    written: 0,
    announced: { written: 0, at: Number.NEGATIVE_INFINITY },
  };

  await readTopPage(sweep, floor);
  await readGaps(sweep, { floor, until });
  // Else the last page is one of long ago.
  if (cursor.gaps.length === 0 && sweep.cursor.gaps.length === 0) await readOpenAgain(sweep, open);

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

async function readTopPage<Item>(sweep: Sweep<Item>, floor: Date): Promise<void> {
  const page = await fetchAhead(sweep.context, sweep.source, { limit: topPageSize })();
  await storeSweptPage(sweep, page, (swept) => afterTopPage(sweep.cursor, swept, floor));
}

/** Reads down the newest gap, then the next. While a page is stored, the one after it is on its way. */
async function readGaps<Item>(
  sweep: Sweep<Item>,
  { floor, until }: { floor: Date; until: number },
): Promise<void> {
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
      if (goesOn(sweep.cursor, page, floor) && performance.now() < until)
        ahead = { after: page.nextAfter, page: fetchAfter(page.nextAfter) };
      await storeSweptPage(sweep, page, (swept) => afterGapPage(sweep.cursor, swept, floor));
    } catch (error) {
      if (gap.after === null || !isRefusedCursor(error)) throw error;
      await goOnAfterRefusal(sweep, error);
    }
  }
}

/** XEM may have forgotten the row that the gap goes on after. Throws once beginning at the top again leads no deeper. */
async function goOnAfterRefusal<Item>(sweep: Sweep<Item>, error: unknown): Promise<void> {
  const { context, source } = sweep;
  const next = afterRefusal(sweep.cursor);
  const isGivenUp = next.cursor.unreachable !== sweep.cursor.unreachable;
  sweep.stored = await moveCursor(context.db, source.name, sweep.stored, next.cursor);
  sweep.cursor = next.cursor;
  if (isGivenUp) {
    const { unreachable } = next.cursor;
    context.logger.error({ err: error, source: source.name, unreachable }, 'XEM lists nothing this deep');
    return;
  }
  if (!next.isStuck) return;
  const reached = next.cursor.gaps[0]?.refused?.at ?? 'an unknown time';
  throw new AppError('xem_rejected', `XEM refuses to list ${source.name} from before ${reached}`, {
    userMessage: `XEM’s list of ${sourceLabels[source.name].toLowerCase()} goes back to ${reached} and no deeper; what is missing before cannot be read.`,
    cause: error,
  });
}
