import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';
import { unansweredSchema } from '@/lib/mirror/looks';

/**
 * Where the reading of a newest-first list stands. Everything begun before `reachedAt` is mirrored, except for the
 * gaps: stretches that a reading left unfinished, newest first, each from the page after `after` (null is the top of
 * the list) down to `downTo` (null is the end of the list).
 */
export const sweepCursorSchema = z.object({
  reachedAt: instant.nullable(),
  gaps: z.array(
    z.object({
      after: z.string().nullable(),
      downTo: instant.nullable(),
      /** When the last row began that was read of it: the next one is older. */
      at: instant.nullable().default(null),
    }),
  ),
  /** Ids that XEM no longer knows, newest last: asking again would be in vain. */
  forgotten: z.array(z.string()),
  /** Ids that were asked for in vain, and are asked for again. */
  unanswered: z.array(unansweredSchema).default([]),
  /** What records named before this is mirrored, unanswered or forgotten. */
  namedSince: instant.nullable().default(null),
  /** Whether the last reading ended with gaps. Within a reading one opens and closes all the time. */
  isBehind: z.boolean().default(false),
  /** Since the first of the gaps opened; null while there are none. */
  catchUp: z.object({ startedAt: instant, rowsRead: z.number().int() }).nullable().default(null),
});
export type SweepCursor = z.infer<typeof sweepCursorSchema>;

export const emptyCursor: SweepCursor = {
  reachedAt: null,
  gaps: [],
  forgotten: [],
  unanswered: [],
  namedSince: null,
  isBehind: false,
  catchUp: null,
};

/** One that can't be read begins again: the upsert makes a repeated reading harmless. */
export function readCursor(stored: unknown): SweepCursor {
  const parsed = sweepCursorSchema.safeParse(stored);
  return parsed.success ? parsed.data : emptyCursor;
}

export const hasGaps = (stored: unknown): boolean => readCursor(stored).gaps.length > 0;

/** Whether older rows are missing for longer than a reading takes. */
export const isBehind = (stored: unknown): boolean => readCursor(stored).isBehind;

/** How far the reading of what is missing has come, and how far back it still has to go; null is the end of the list. */
export type CatchUp = {
  startedAt: string;
  rowsRead: number;
  readBackTo: string | null;
  downTo: string | null;
};

export function catchUpOf(stored: unknown): CatchUp | null {
  const { catchUp, gaps } = readCursor(stored);
  if (catchUp === null || gaps.length === 0) return null;
  return { ...catchUp, readBackTo: gaps[0]?.at ?? null, downTo: gaps.at(-1)?.downTo ?? null };
}

export type SweptPage = {
  /** When the rows of the page began, newest first as listed; those without a time are left out. */
  begunAt: Date[];
  rowCount: number;
  /** When the page was asked for: nothing that it shows is newer, whatever a row claims. */
  readAt: Date;
  nextAfter: string | null;
  /** Whether storing the page changed anything. */
  hasNews: boolean;
};

/** Rows of one moment may come in any order, and clocks of routers differ a little. */
const overlapMs = 10_000;

type TopOptions = {
  /** How far back rows may have changed although they were read. */
  openSince: Date | null;
  /** How far down the first reading of all goes. */
  firstDownTo: Date;
};

/** The cursor once the page at the top of the list is stored. What lies below it is the newest gap from then on. */
export function afterTopPage(
  cursor: SweepCursor,
  page: SweptPage,
  { openSince, firstDownTo }: TopOptions,
): SweepCursor {
  const newest = Math.max(...page.begunAt.map((at) => at.getTime()), timeOf(cursor.reachedAt));
  const reachedAt = Number.isFinite(newest)
    ? new Date(Math.min(newest, page.readAt.getTime())).toISOString()
    : null;
  const known = cursor.reachedAt === null ? firstDownTo.getTime() : timeOf(cursor.reachedAt);
  const downTo = new Date(Math.min(known, openSince?.getTime() ?? known)).toISOString();
  const gap = { after: page.nextAfter, downTo, at: lastOf(page) };
  const gaps = closes(downTo, page) ? cursor.gaps : [gap, ...cursor.gaps];
  return { ...cursor, reachedAt, gaps, catchUp: counted(cursor, gaps, page) };
}

/** The cursor once the next page of the newest gap is stored. */
export function afterGapPage(cursor: SweepCursor, page: SweptPage): SweepCursor {
  const [gap, ...others] = cursor.gaps;
  if (gap === undefined) return cursor;
  const rest = closes(gap.downTo, page)
    ? []
    : [{ after: page.nextAfter, downTo: gap.downTo, at: lastOf(page) ?? gap.at }];
  const gaps = [...rest, ...others];
  return { ...cursor, gaps, catchUp: counted(cursor, gaps, page) };
}

/** Whether the page after this one will be asked for, as far as that can be told before this one is stored. */
export function goesOn(cursor: SweepCursor, page: Omit<SweptPage, 'hasNews'>): boolean {
  const [gap] = cursor.gaps;
  return gap !== undefined && page.begunAt.length > 0 && !closes(gap.downTo, { ...page, hasNews: true });
}

function counted(
  { catchUp }: SweepCursor,
  gaps: SweepCursor['gaps'],
  { readAt, rowCount }: SweptPage,
): SweepCursor['catchUp'] {
  if (gaps.length === 0) return null;
  const { startedAt, rowsRead } = catchUp ?? { startedAt: readAt.toISOString(), rowsRead: 0 };
  return { startedAt, rowsRead: rowsRead + rowCount };
}

const lastOf = ({ begunAt }: SweptPage): string | null => begunAt.at(-1)?.toISOString() ?? null;

function closes(downTo: string | null, page: SweptPage): boolean {
  if (page.nextAfter === null) return true;
  // A router that gives no times at all is followed until a page brings nothing new.
  const last = page.begunAt.at(-1);
  if (last === undefined) return !page.hasNews;
  return downTo !== null && last.getTime() < timeOf(downTo) - overlapMs;
}

const timeOf = (at: string | null): number => (at === null ? Number.NEGATIVE_INFINITY : Date.parse(at));
