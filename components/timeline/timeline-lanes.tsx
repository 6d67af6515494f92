import { useMemo } from 'react';
import { toneOf } from '@/components/timeline/entry-look';
import { hatched } from '@/components/timeline/hatched';
import { cn } from '@/components/ui/cn';
import { TimeText } from '@/components/ui/time-text';
import { toneFill } from '@/components/ui/tone';
import { buildLanes, type Lane, type Lanes, type Stretch } from '@/lib/timeline/build-lanes';
import { plainSentence } from '@/lib/timeline/describe-entry';
import type { Outage, TimelineItem } from '@/lib/timeline/timeline-item';

type Props = {
  entries: TimelineItem[];
  outages: Outage[];
  now: string;
  /** More of the log is not read yet, so this is not all of it. */
  isPartial: boolean;
};

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
const placed = ({ start, width }: Stretch) => ({ left: percent(start), width: percent(width) });

/** The log at a glance: a lane a source, stretches as bars, instants as dots. The rows below say the same in words. */
export function TimelineLanes({ entries, outages, now, isPartial }: Props) {
  const drawn = useMemo(() => buildLanes({ entries, outages, now }), [entries, outages, now]);
  if (!drawn) return null;
  return (
    <figure className="mx-gutter mb-2 rounded-card border bg-surface px-3 pt-2 pb-1.5 max-md:hidden">
      <div role="img" aria-label={spoken(drawn)} className="relative">
        <Background drawn={drawn} />
        {drawn.lanes.map((lane) => (
          <LaneLine key={lane.source} lane={lane} />
        ))}
      </div>
      <figcaption className="flex justify-between pt-1 pl-24 text-ink-3 text-micro">
        <TimeText at={drawn.from} show="absolute" />
        {isPartial ? <span>the part of the log that is read so far</span> : null}
        <TimeText at={drawn.to} show="absolute" />
      </figcaption>
    </figure>
  );
}

function Background({ drawn: { folds, unknown, stoppedAt } }: { drawn: Lanes }) {
  return (
    <div aria-hidden="true" className="absolute inset-y-0 right-0 left-24">
      {folds.map((fold) => (
        <span key={fold.start} className="absolute inset-y-0 bg-sunken" style={placed(fold)} />
      ))}
      {unknown.map(({ source, ...stretch }) => (
        <span
          key={`${source} ${stretch.start}`}
          title={`${source} could not be read`}
          className={cn(hatched, 'absolute inset-y-0 min-w-1')}
          style={placed(stretch)}
        />
      ))}
      {stoppedAt === null ? null : (
        <span
          title="First hold"
          className="absolute inset-y-0 border-held border-l border-dashed"
          style={{ left: percent(stoppedAt) }}
        />
      )}
    </div>
  );
}

function LaneLine({ lane: { name, marks } }: { lane: Lane }) {
  return (
    <div className="flex h-5.5 items-center">
      <span className="w-24 shrink-0 text-ink-3 text-micro">{name}</span>
      <span className="relative h-full flex-1 border-b">
        {marks.map((mark) => (
          <span
            key={mark.key}
            title={plainSentence(mark.moment.entry)}
            className={cn(
              'absolute top-1/2 -translate-y-1/2',
              mark.width > 0 ? 'h-2 min-w-2 rounded-[3px]' : 'size-2 -translate-x-1/2 rounded-full',
              mark.isOpen && 'rounded-r-none opacity-75',
              toneFill[toneOf(mark.tone)],
            )}
            style={mark.width > 0 ? placed(mark) : { left: percent(mark.start) }}
          />
        ))}
      </span>
    </div>
  );
}

function spoken({ lanes, unknown }: Lanes): string {
  const counts = lanes.map(({ name, marks }) => `${name}: ${marks.length}`).join(', ');
  return `Marks by source. ${counts}.${unknown.length > 0 ? ' For part of the time a source could not be read.' : ''}`;
}
