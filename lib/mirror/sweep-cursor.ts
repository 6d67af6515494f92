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
      /** How often XEM refused to go on since it was last read deeper than `at`. */
      refused: z.object({ count: z.number().int(), at: instant.nullable() }).nullable().default(null),
    }),
  ),
  /** Ids that XEM no longer knows, newest last: asking again would be in vain. */
  forgotten: z.array(z.string()),
  /** Ids that were asked for in vain, and are asked for again. */
  unanswered: z.array(unansweredSchema).default([]),
  /** What records named before this is mirrored, unanswered or forgotten. */
  namedSince: instant.nullable().default(null),
  /** The latest stretch that was given up, since XEM's list does not reach it. */
  unreachable: z.object({ since: instant.nullable(), until: instant.nullable() }).nullable().default(null),
  /** Whether the last reading ended with gaps. Within a reading one opens and closes all the time. */
  isBehind: z.boolean().default(false),
  /** Since the first of the gaps opened; null while there are none. */
  catchUp: z.object({ startedAt: instant, rowsRead: z.number().int() }).nullable().default(null),
});
export type SweepCursor = z.infer<typeof sweepCursorSchema>;
type Gap = SweepCursor['gaps'][number];

export const emptyCursor: SweepCursor = {
  reachedAt: null,
  gaps: [],
  forgotten: [],
  unanswered: [],
  namedSince: null,
  unreachable: null,
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
  /** Whether no row of it was new, and not all had changed: everything around it is mirrored as well. */
  isKnown: boolean;
};

/** Rows of one moment may come in any order, and clocks of routers differ a little. */
const overlapMs = 10_000;

/** Each takes a request at every reading, and all of them a look at the cursor. */
const mostGaps = 20;

/**
 * The cursor once the page at the top of the list is stored. What lies below it is the newest gap from then on. Nothing
 * before `floor` is looked for: that is how far down the first reading of all goes.
 */
export function afterTopPage(cursor: SweepCursor, page: SweptPage, floor: Date): SweepCursor {
  const newest = Math.max(...page.begunAt.map((at) => at.getTime()), timeOf(cursor.reachedAt));
  const reachedAt = Number.isFinite(newest)
    ? new Date(Math.min(newest, page.readAt.getTime())).toISOString()
    : null;
  const downTo = cursor.reachedAt ?? floor.toISOString();
  const gap = { after: page.nextAfter, downTo, at: lastOf(page), refused: null };
  // Its newest rows are those that were reached, so that its last one has to do.
  const isClosed = closes(downTo, page, floor) || (page.isKnown && isBefore(downTo, page.begunAt.at(-1)));
  const gaps = isClosed ? cursor.gaps : merged([gap, ...cursor.gaps]);
  const isPast =
    cursor.unreachable !== null && isBefore(floor.toISOString(), asDate(cursor.unreachable.until));
  const unreachable = isPast ? null : cursor.unreachable;
  return { ...cursor, reachedAt, gaps, unreachable, catchUp: counted(cursor, gaps, page) };
}

/** The cursor once the next page of the newest gap is stored. */
export function afterGapPage(cursor: SweepCursor, page: SweptPage, floor: Date): SweepCursor {
  const [gap, ...others] = cursor.gaps;
  if (gap === undefined) return cursor;
  const at = lastOf(page) ?? gap.at;
  const isDeeper = gap.refused !== null && timeOf(at) < timeOf(gap.refused.at);
  const rest = { ...gap, after: page.nextAfter, at, refused: isDeeper ? null : gap.refused };
  const gaps = closes(gap.downTo, page, floor) ? others : merged([rest, ...others]);
  return { ...cursor, gaps, catchUp: counted(cursor, gaps, page) };
}

/** Whether the page after this one will be asked for, as far as that can be told before this one is stored. */
export function goesOn(cursor: SweepCursor, page: Omit<SweptPage, 'isKnown'>, floor: Date): boolean {
  const [gap] = cursor.gaps;
  return gap !== undefined && !closes(gap.downTo, { ...page, isKnown: true }, floor);
}

/** XEM may have forgotten the row that a gap goes on after; where it refuses again, its list reaches no deeper. */
const restarts = 2;
const refusalsToGiveUp = 6;

/**
 * The cursor once XEM refused to go on with the newest gap: it begins at the top of the list again. When that has led no
 * deeper a few times it is `stuck`, and is given up in the end.
 */
export function afterRefusal(cursor: SweepCursor): { cursor: SweepCursor; isStuck: boolean } {
  const [gap, ...others] = cursor.gaps;
  if (gap === undefined) return { cursor, isStuck: false };
  const { at } = gap.refused ?? gap;
  const refused = { count: (gap.refused?.count ?? 0) + 1, at };
  if (refused.count > refusalsToGiveUp) {
    const unreachable = { since: gap.downTo, until: at };
    return { cursor: { ...cursor, gaps: others, unreachable }, isStuck: true };
  }
  const isStuck = refused.count > restarts;
  const next = { ...gap, after: isStuck ? gap.after : null, refused };
  return { cursor: { ...cursor, gaps: [next, ...others] }, isStuck };
}

/** What people should know of a stretch that was given up; null where there is none. */
export function unreachableOf(stored: unknown): string | null {
  const { unreachable } = readCursor(stored);
  if (unreachable === null) return null;
  const { since, until } = unreachable;
  const stretch = [since && `from ${since}`, until && `to ${until}`].filter(Boolean).join(' ');
  return `What happened ${stretch} is not all here: XEM’s list could not be read any deeper.`;
}

/** A gap that reaches into the next one is one with it, and a router that fails again and again leaves no endless row. */
function merged(gaps: Gap[]): Gap[] {
  const [gap, next, ...others] = gaps;
  if (gap === undefined || next === undefined) return gaps;
  const reaches =
    next.at === null || gap.downTo === null || timeOf(gap.downTo) - overlapMs <= timeOf(next.at);
  if (!reaches && gaps.length <= mostGaps) return gaps;
  const downTo = timeOf(next.downTo) < timeOf(gap.downTo) ? next.downTo : gap.downTo;
  return merged([{ ...gap, downTo, refused: next.refused }, ...others]);
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

/**
 * Whether nothing is missing below the page. One row's time proves nothing: lists are not strictly in order, and clocks go
 * wrong. So all of the page has to be older, and known. One without rows that another one follows proves nothing either.
 */
function closes(downTo: string | null, page: SweptPage, floor: Date): boolean {
  if (page.nextAfter === null) return true;
  if (page.rowCount === 0) return false;
  // A router that gives no times at all is followed until a page brings nothing new.
  if (page.begunAt.length === 0) return page.isKnown;
  const newest = new Date(Math.max(...page.begunAt.map((at) => at.getTime())));
  return isBefore(downTo, newest) && (page.isKnown || isBefore(floor.toISOString(), newest));
}

const isBefore = (bound: string | null, at: Date | undefined): boolean =>
  bound !== null && at !== undefined && at.getTime() < timeOf(bound) - overlapMs;

const asDate = (at: string | null): Date | undefined => (at === null ? undefined : new Date(at));

const timeOf = (at: string | null): number => (at === null ? Number.NEGATIVE_INFINITY : Date.parse(at));
