'use client';

import { Fragment } from 'react';
import { cn } from '@/components/ui/cn';
import { formatRelative } from '@/components/ui/format-duration';
import { formatClock, formatMoment, formatWhole } from '@/components/ui/format-time';
import { useTicking } from '@/components/ui/ticker';
import { useTimeZone } from '@/components/ui/time-zone';

export type TimeTextProps = {
  /** ISO 8601. */
  at: string;
  /**
   * `both`: '14:02:11Z · 2 min ago'. `relative` and `absolute`: one of them, the other on hover.
   * `zones`: the local zone and UTC side by side, for where people compare notes.
   */
  show?: 'both' | 'relative' | 'absolute' | 'zones';
  precision?: 'minute' | 'second';
  className?: string;
};

const separator = ' · ';

/** An instant. Hover tells it whole, in UTC and in the reader's zone. */
export function TimeText({ at, show = 'both', precision = 'second', className }: TimeTextProps) {
  const { shownZone, localZone } = useTimeZone();
  const date = new Date(at);
  const text = useTicking((nowMs) => {
    const now = new Date(nowMs);
    const absolute = formatMoment(date, shownZone, now, precision);
    const relative = formatRelative(date.getTime(), nowMs);
    if (show === 'relative') return relative;
    if (show === 'absolute') return absolute;
    if (show === 'both') return `${absolute}${separator}${relative}`;
    return shownZone === 'UTC' ? absolute : `${absolute}${separator}${formatClock(date, 'UTC', precision)}`;
  });
  const zones = localZone === 'UTC' ? ['UTC'] : ['UTC', localZone];
  return (
    <time
      dateTime={at}
      title={zones.map((zone) => formatWhole(date, zone)).join('\n')}
      className={cn('tabular-nums', className)}
    >
      {/* Where the place is narrow it breaks between the two, never inside one. */}
      {text.split(separator).map((part, index) => (
        <Fragment key={part}>
          {index > 0 ? separator : null}
          <span className="whitespace-nowrap">{part}</span>
        </Fragment>
      ))}
    </time>
  );
}
