/** A stretch of the axis; quiet ones are drawn shorter than they were. Positions run from 0 to 1. */
export type Segment = { from: number; to: number; isFolded: boolean; start: number; width: number };

export type Axis = { segments: Segment[]; positionOf: (at: number) => number };

/** Quiet longer than this is folded, in ms. */
const foldedFromMs = 60_000;

/** Together, folds never take more of the axis than this. */
const mostFolded = 0.35;
const largestFold = 0.05;

/** Lays instants (ms since the epoch, in any order) on a line on which nothing-happened takes little room. */
export function buildAxis(instants: number[]): Axis {
  const points = [...new Set(instants)].sort((a, b) => a - b);
  const first = points[0] ?? 0;
  const last = points.at(-1) ?? 0;
  const stretches = points.slice(1).map((to, index) => {
    const from = points[index] ?? first;
    return { from, to, isFolded: to - from >= foldedFromMs };
  });
  const foldCount = stretches.filter(({ isFolded }) => isFolded).length;
  const busyMs = stretches.reduce((sum, { from, to, isFolded }) => sum + (isFolded ? 0 : to - from), 0);
  const foldShare = foldCount === 0 ? 0 : Math.min(largestFold, mostFolded / foldCount);
  const isAllFolded = busyMs === 0;
  let start = 0;
  const segments = stretches.map((stretch): Segment => {
    const share = stretch.isFolded
      ? foldShare
      : ((stretch.to - stretch.from) / busyMs) * (1 - foldShare * foldCount);
    const width = isAllFolded ? 1 / foldCount : share;
    const segment = { ...stretch, start, width };
    start += width;
    return segment;
  });
  return { segments: joinBusy(segments), positionOf: (at) => positionIn(segments, at, first, last) };
}

function joinBusy(segments: Segment[]): Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const previous = joined.at(-1);
    if (previous && !previous.isFolded && !segment.isFolded) {
      joined[joined.length - 1] = { ...previous, to: segment.to, width: previous.width + segment.width };
    } else joined.push(segment);
  }
  return joined;
}

function positionIn(segments: Segment[], at: number, first: number, last: number): number {
  if (at <= first) return 0;
  if (at >= last) return 1;
  const segment = segments.find(({ to }) => at <= to);
  if (!segment) return 1;
  return segment.start + (segment.width * (at - segment.from)) / (segment.to - segment.from);
}
