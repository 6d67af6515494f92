'use client';

import { cn } from '@/components/ui/cn';
import { formatElapsed, formatRemaining } from '@/components/ui/format-duration';
import { StatusGlyph } from '@/components/ui/status-glyph';
import { useTicking } from '@/components/ui/ticker';

export type ElapsedProps = {
  since: string;
  /** The end, once there is one; the clock then stands still. */
  until?: string | null;
  /** What is measured: 'since declared'. */
  label: string;
  className?: string;
};

/** How long something has lasted: 00:14:32. */
export function Elapsed({ since, until = null, label, className }: ElapsedProps) {
  const start = Date.parse(since);
  const text = useTicking((nowMs) => formatElapsed((until === null ? nowMs : Date.parse(until)) - start));
  return (
    <span role="timer" aria-label={label} title={label} className={cn('font-mono text-small', className)}>
      {text}
    </span>
  );
}

export type CountdownProps = {
  until: string;
  /** What runs out: 'approval expires'. */
  label: string;
  /** From here on it is urgent: colour and sign change. Seconds. */
  urgentBelowSeconds?: number;
  /** Said once it is over. */
  overText?: string;
  /** The end is our estimate, not told by the source: '≈'. */
  isEstimate?: boolean;
  className?: string;
};

/** How long is left: 01:48, then `overText`. An estimate stays marked when it is over: the source has not said so. */
export function Countdown(props: CountdownProps) {
  const { until, label, urgentBelowSeconds = 120, overText = 'over', isEstimate = false, className } = props;
  const end = Date.parse(until);
  const text = useTicking((nowMs) => (nowMs >= end ? overText : formatRemaining(end - nowMs)));
  const isUrgent = useTicking((nowMs) => end - nowMs < urgentBelowSeconds * 1_000);
  return (
    <span
      role="timer"
      aria-label={label}
      title={label}
      className={cn(
        'inline-flex items-center gap-1 whitespace-nowrap font-mono text-small',
        isUrgent && 'text-danger',
        className,
      )}
    >
      {isUrgent ? <StatusGlyph glyph="clock" /> : null}
      {isEstimate ? '≈ ' : ''}
      {text}
    </span>
  );
}
