import { type Axis, buildAxis } from '@/lib/timeline/build-axis';
import { buildMoments, type Moment } from '@/lib/timeline/build-moments';
import type { EntryTone } from '@/lib/timeline/entry-tone';
import type { EntrySource } from '@/lib/timeline/timeline-entry';
import type { Outage, TimelineItem } from '@/lib/timeline/timeline-item';

/** A dot (`width` 0) or a bar, in shares of the axis. */
export type Mark = {
  key: string;
  tone: EntryTone;
  start: number;
  width: number;
  isOpen: boolean;
  moment: Moment;
};
export type Lane = { source: EntrySource; name: string; marks: Mark[] };
export type Stretch = { start: number; width: number };

export type Lanes = {
  lanes: Lane[];
  axis: Axis;
  from: string;
  to: string;
  /** Where the axis is folded, since nothing happened. */
  folds: Stretch[];
  /** Where a source was silent, so that nothing written need not mean that nothing happened. */
  unknown: (Stretch & { source: string })[];
  /** Where the first hold was placed. */
  stoppedAt: number | null;
};

const laneNames: Record<EntrySource, string> = {
  execution: 'Executions',
  approval: 'Approvals',
  agent: 'Agents',
  containment: 'Containment',
  person: 'People',
  system: 'System',
};
const laneOrder = ['execution', 'approval', 'agent', 'containment', 'person'] as const;

/** The drawing above the log; null while there is nothing to draw. */
export function buildLanes(input: { entries: TimelineItem[]; outages: Outage[]; now: string }): Lanes | null {
  const moments = buildMoments(input.entries);
  const [first] = moments;
  if (!first) return null;
  const now = Date.parse(input.now);
  const endOf = ({ to }: Moment): number => (to === null ? now : Date.parse(to));
  const instants = moments.flatMap((moment) => [Date.parse(moment.from), endOf(moment)]);
  const axis = buildAxis(instants);
  const { positionOf } = axis;
  const stretch = (from: number, to: number): Stretch => ({
    start: positionOf(from),
    width: positionOf(to) - positionOf(from),
  });
  const mark = (moment: Moment): Mark => ({
    key: moment.key,
    tone: moment.tone,
    ...stretch(Date.parse(moment.from), endOf(moment)),
    isOpen: moment.to === null,
    moment,
  });
  const hold = moments.find(({ entry }) => entry.kind === 'hold_placed');
  return {
    lanes: laneOrder.map((source) => ({
      source,
      name: laneNames[source],
      marks: joinMarks(moments.filter(({ entry }) => entry.source === source).map(mark)),
    })),
    axis,
    from: first.from,
    to: new Date(Math.max(...instants)).toISOString(),
    folds: axis.segments.filter(({ isFolded }) => isFolded).map(({ start, width }) => ({ start, width })),
    unknown: input.outages
      .map(({ source, startedAt, endedAt }) => ({
        source,
        ...stretch(Date.parse(startedAt), endedAt === null ? now : Date.parse(endedAt)),
      }))
      .filter(({ width }) => width > 0),
    stoppedAt: hold ? positionOf(Date.parse(hold.from)) : null,
  };
}

/** Marks that would be drawn on top of each other are one: a lane never has more than a screen can show. */
const cellCount = 500;

function joinMarks(marks: Mark[]): Mark[] {
  const cells = new Map<string, Mark>();
  for (const mark of marks) {
    const cell = `${mark.tone} ${Math.floor(mark.start * cellCount)}`;
    const drawn = cells.get(cell);
    if (!drawn) cells.set(cell, mark);
    else {
      const end = Math.max(drawn.start + drawn.width, mark.start + mark.width);
      cells.set(cell, { ...drawn, width: end - drawn.start, isOpen: drawn.isOpen || mark.isOpen });
    }
  }
  return [...cells.values()];
}
