import 'server-only';
import { isAppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import type { ListSource, OpenRow, PollContext, PollResult } from '@/lib/mirror/server/list-source';
import { lookAgain } from '@/lib/mirror/server/look-again';
import { moveCursor } from '@/lib/mirror/server/move-cursor';
import { readWorkspaceResolver, type WorkspaceResolver } from '@/lib/mirror/server/read-workspace-resolver';
import { afterGapPage, afterTopPage, readCursor, type SweepCursor } from '@/lib/mirror/sweep-cursor';
import type { Page } from '@/lib/xem/xem';

/** The top of the list is read every few seconds and hardly ever holds more that is new. */
const topPageSize = 30;
const gapPageSize = 100;

/** One reading ends after this much and says that it is behind, so that it never holds its worker for long. */
const pagesARead = 20;
const readingMs = 5_000;

/** Rows begun this recently that are still open are read again by the page, older ones one by one. */
const openWithinMs = 5 * 60_000;
const openSinceMs = 24 * 60 * 60_000;

/**
 * Brings the mirror of a newest-first list up to date. Each page is stored together with the cursor that says what is
 * still missing, so that a crash, an outage or a flood of rows loses nothing: the next reading goes on from there.
 */
export async function sweepList<Item>(context: PollContext, source: ListSource<Item>): Promise<PollResult> {
  const { db, clock } = context;
  const startedAt = performance.now();
  const stored = await db.sourceFreshness.findUnique({ where: { source: source.name } });
  const open = await source.readOpen(new Date(clock.now().getTime() - openSinceMs));
  const sweep: Sweep<Item> = {
    context,
    source,
    workspaceIdOf: await readWorkspaceResolver(db),
    stored: stored?.cursor ?? null,
    cursor: readCursor(stored?.cursor),
    seen: new Set(),
  };

  await readTopPage(sweep, oldestRecent(open, clock.now()));
  for (let count = 1; count < pagesARead && sweep.cursor.gaps.length > 0; count += 1) {
    if (performance.now() - startedAt > readingMs) break;
    await readGapPage(sweep);
  }
  const forgotten = await lookAgain(context, source, {
    open: open.filter(({ id }) => !sweep.seen.has(id) && !sweep.cursor.forgotten.includes(id)),
    workspaceIdOf: sweep.workspaceIdOf,
  });
  const isBehind = sweep.cursor.gaps.length > 0;
  const known = [...sweep.cursor.forgotten, ...forgotten].slice(-keptForgotten);
  await db.$transaction(async (tx) => {
    await moveCursor(tx, source.name, sweep.stored, { ...sweep.cursor, forgotten: known, isBehind });
    if (isBehind !== sweep.cursor.isBehind) await announce(tx, { incident: null, changed: 'freshness' });
  });
  return { isBehind };
}

const keptForgotten = 500;

type Sweep<Item> = {
  context: PollContext;
  source: ListSource<Item>;
  workspaceIdOf: WorkspaceResolver;
  /** The cursor as the database has it. */
  stored: unknown;
  cursor: SweepCursor;
  seen: Set<string>;
};

function oldestRecent(open: OpenRow[], now: Date): Date | null {
  const since = now.getTime() - openWithinMs;
  return open.findLast(({ begunAt }) => begunAt.getTime() >= since)?.begunAt ?? null;
}

async function readTopPage<Item>(sweep: Sweep<Item>, openSince: Date | null): Promise<void> {
  const readAt = sweep.context.clock.now();
  const page = await sweep.source.list({ limit: topPageSize });
  await storePage(sweep, page, readAt, (swept) => afterTopPage(sweep.cursor, swept, openSince));
}

async function readGapPage<Item>(sweep: Sweep<Item>): Promise<void> {
  const [gap, ...others] = sweep.cursor.gaps;
  if (gap === undefined) return;
  const { db, clock } = sweep.context;
  const readAt = clock.now();
  try {
    const page = await sweep.source.list({
      limit: gapPageSize,
      ...(gap.after !== null && { after: gap.after }),
    });
    await storePage(sweep, page, readAt, (swept) => afterGapPage(sweep.cursor, swept));
  } catch (error) {
    if (gap.after === null || !isRefusedCursor(error)) throw error;
    // XEM has forgotten the row that the cursor points at: walk down from the top again.
    const next = { ...sweep.cursor, gaps: [{ after: null, downTo: gap.downTo }, ...others] };
    sweep.stored = await moveCursor(db, sweep.source.name, sweep.stored, next);
    sweep.cursor = next;
  }
}

function isRefusedCursor(error: unknown): boolean {
  if (!isAppError(error)) return false;
  return [400, 404, 410, 422].some((status) => error.details.httpStatus === status);
}

async function storePage<Item>(
  sweep: Sweep<Item>,
  page: Page<Item>,
  readAt: Date,
  advance: (swept: Parameters<typeof afterGapPage>[1]) => SweepCursor,
): Promise<void> {
  const { context, source, workspaceIdOf } = sweep;
  const begunAt = page.items.flatMap((item) => source.begunAt(item) ?? []);
  await source.prepare?.(begunAt);
  const moved = await context.db.$transaction(async (tx) => {
    const written = await source.store(tx, page.items, { observedAt: readAt, workspaceIdOf });
    const cursor = advance({
      begunAt,
      readAt,
      nextAfter: page.nextAfter,
      hasNews: written > 0,
    });
    const stored = await moveCursor(tx, source.name, sweep.stored, cursor);
    if (written > 0) await announce(tx, { incident: null, changed: source.changed });
    return { stored, cursor };
  });
  for (const item of page.items) sweep.seen.add(source.idOf(item));
  sweep.stored = moved.stored;
  sweep.cursor = moved.cursor;
}
