import { buildBursts } from '@/lib/timeline/build-bursts';
import { buildMoments, type Moment } from '@/lib/timeline/build-moments';
import type { Outage, TimelineItem } from '@/lib/timeline/timeline-item';

/** Several calls of one tool close together, told as one. */
export type Burst = { moments: Moment[]; from: string; to: string };

/** A stretch in which nothing is written. `silent` names the sources that could not be read for part of it. */
export type Gap = {
  from: string;
  to: string;
  durationMs: number;
  silent: { source: string; durationMs: number }[];
};

export type TimelineRow =
  | { type: 'moment'; key: string; moment: Moment }
  | { type: 'burst'; key: string; burst: Burst }
  | { type: 'gap'; key: string; gap: Gap };

/** Quiet shorter than this is not worth a line, in ms. */
export const quietMs = 60_000;

/**
 * The rows of a timeline, oldest first: starts and ends put together, bursts folded, quiet and silence marked. Entries
 * may come in any order. `now` ends what is still open.
 */
export function buildTimeline(input: {
  entries: TimelineItem[];
  outages: Outage[];
  now: string;
}): TimelineRow[] {
  const rows: TimelineRow[] = [];
  let busyUntil: number | null = null;
  for (const group of buildBursts(buildMoments(input.entries))) {
    const [first] = group;
    if (!first) continue;
    const gap = busyUntil === null ? null : buildGap(busyUntil, Date.parse(first.from), input);
    if (gap) rows.push({ type: 'gap', key: `gap:${gap.from}`, gap });
    rows.push(...rowsOf(group));
    busyUntil = Math.max(busyUntil ?? 0, ...group.map(({ from, to }) => Date.parse(to ?? from)));
  }
  return rows;
}

/** Of a burst the first call stands by itself, since it is the one to look at. */
function rowsOf(group: Moment[]): TimelineRow[] {
  const [first, ...others] = group;
  if (!first) return [];
  const row: TimelineRow = { type: 'moment', key: first.key, moment: first };
  const [second] = others;
  if (!second) return [row];
  const burst = { moments: others, from: second.from, to: others.at(-1)?.from ?? second.from };
  return [row, { type: 'burst', key: `burst:${second.key}`, burst }];
}

function buildGap(
  from: number,
  to: number,
  { outages, now }: { outages: Outage[]; now: string },
): Gap | null {
  if (to - from < quietMs) return null;
  const silent = outages.flatMap(({ source, startedAt, endedAt }) => {
    const overlap = Math.min(to, Date.parse(endedAt ?? now)) - Math.max(from, Date.parse(startedAt));
    return overlap > 0 ? [{ source, durationMs: overlap }] : [];
  });
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    durationMs: to - from,
    silent: mergeBySource(silent),
  };
}

function mergeBySource(silent: Gap['silent']): Gap['silent'] {
  const bySource = Map.groupBy(silent, ({ source }) => source);
  return [...bySource].map(([source, parts]) => ({
    source,
    durationMs: parts.reduce((sum, { durationMs }) => sum + durationMs, 0),
  }));
}
