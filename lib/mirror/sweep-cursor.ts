import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';

/**
 * Where the reading of a newest-first list stands. Everything begun before `reachedAt` is mirrored, except for the
 * gaps: stretches that a reading left unfinished, newest first, each from the page after `after` (null is the top of
 * the list) down to `downTo` (null is the end of the list).
 */
export const sweepCursorSchema = z.object({
  reachedAt: instant.nullable(),
  gaps: z.array(z.object({ after: z.string().nullable(), downTo: instant.nullable() })),
  /** Ids that XEM no longer knows, newest last: asking again would be in vain. */
  forgotten: z.array(z.string()),
  /** Whether the last reading ended with gaps. Within a reading one opens and closes all the time. */
  isBehind: z.boolean().default(false),
});
export type SweepCursor = z.infer<typeof sweepCursorSchema>;

export const emptyCursor: SweepCursor = { reachedAt: null, gaps: [], forgotten: [], isBehind: false };

/** One that can't be read begins again: the upsert makes a repeated reading harmless. */
export function readCursor(stored: unknown): SweepCursor {
  const parsed = sweepCursorSchema.safeParse(stored);
  return parsed.success ? parsed.data : emptyCursor;
}

export const hasGaps = (stored: unknown): boolean => readCursor(stored).gaps.length > 0;

/** Whether older rows are missing for longer than a reading takes. */
export const isBehind = (stored: unknown): boolean => readCursor(stored).isBehind;

type SweptPage = {
  /** When the rows of the page began, newest first as listed; those without a time are left out. */
  begunAt: Date[];
  /** When the page was asked for: nothing that it shows is newer, whatever a row claims. */
  readAt: Date;
  nextAfter: string | null;
  /** Whether storing the page changed anything. */
  hasNews: boolean;
};

/** Rows of one moment may come in any order, and clocks of routers differ a little. */
const overlapMs = 10_000;

/**
 * The cursor once the page at the top of the list is stored. What lies below it is the newest gap from then on. It reaches
 * down to `openSince` where rows from there on may have changed.
 */
export function afterTopPage(
  cursor: SweepCursor,
  page: SweptPage,
  openSince: Date | null = null,
): SweepCursor {
  const newest = Math.max(...page.begunAt.map((at) => at.getTime()), timeOf(cursor.reachedAt));
  const reachedAt = Number.isFinite(newest)
    ? new Date(Math.min(newest, page.readAt.getTime())).toISOString()
    : null;
  const mustReach = Math.min(timeOf(cursor.reachedAt), openSince?.getTime() ?? Number.POSITIVE_INFINITY);
  const downTo = Number.isFinite(mustReach) ? new Date(mustReach).toISOString() : null;
  const gap = { after: page.nextAfter, downTo };
  const isClosed = closes(gap.downTo, page);
  return { ...cursor, reachedAt, gaps: isClosed ? cursor.gaps : [gap, ...cursor.gaps] };
}

/** The cursor once the next page of the newest gap is stored. */
export function afterGapPage(cursor: SweepCursor, page: SweptPage): SweepCursor {
  const [gap, ...others] = cursor.gaps;
  if (gap === undefined) return cursor;
  const rest = closes(gap.downTo, page) ? [] : [{ after: page.nextAfter, downTo: gap.downTo }];
  return { ...cursor, gaps: [...rest, ...others] };
}

function closes(downTo: string | null, page: SweptPage): boolean {
  if (page.nextAfter === null) return true;
  // A router that gives no times at all is followed until a page brings nothing new.
  const last = page.begunAt.at(-1);
  if (last === undefined) return !page.hasNews;
  return downTo !== null && last.getTime() < timeOf(downTo) - overlapMs;
}

const timeOf = (at: string | null): number => (at === null ? Number.NEGATIVE_INFINITY : Date.parse(at));
