'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { HistogramPlot } from '@/components/executions/histogram-plot';
import { HistogramSpace } from '@/components/executions/histogram-space';
import { HistogramTable } from '@/components/executions/histogram-table';
import { sumOf, windowOf } from '@/components/executions/histogram-words';
import { outcomeFill } from '@/components/executions/outcome-fill';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { formatMoment } from '@/components/ui/format-time';
import { useMinute } from '@/components/ui/ticker';
import { useTimeZone } from '@/components/ui/time-zone';
import { totalOf } from '@/lib/executions/build-histogram';
import type { ExecutionFilter } from '@/lib/executions/execution-filter';
import { executionOutcomeNames, executionOutcomes } from '@/lib/executions/execution-outcome';
import { executionHistogram } from '@/lib/executions/queries';

type Window = { since: string; until: string };

type ExecutionHistogramProps = {
  filter: ExecutionFilter;
  /** A part of the window was chosen. */
  onWindow: (window: Window) => void;
};

/** What matches, by time and outcome. Choosing bars narrows the window; the browser's Back undoes it. */
export function ExecutionHistogram({ filter, onWindow }: ExecutionHistogramProps) {
  const { data, error, refetch, isFetching, isPlaceholderData } = useQuery({
    ...executionHistogram(filter),
    placeholderData: keepPreviousData,
  });
  const [isInWords, setInWords] = useState(false);
  const [pointed, setPointed] = useState<string | null>(null);
  const { shownZone: zone } = useTimeZone();
  const now = useMinute();

  if (data === undefined && error === null) return <HistogramSpace />;
  if (data === undefined || data.buckets === null) {
    return (
      <div className="mx-gutter mb-2 flex min-h-26 flex-wrap items-center gap-3 text-ink-3 text-small">
        <span>
          {error
            ? `The chart cannot be read: ${error.message}`
            : 'Too many to draw in time. A narrower window has its chart.'}
        </span>
        <Button size="small" isBusy={isFetching} onClick={() => void refetch()}>
          Try again
        </Button>
      </div>
    );
  }

  const { buckets, bucketMs, since, until } = data;
  const sum = sumOf(buckets);
  const moment = (at: string) =>
    formatMoment(new Date(at), zone, now, bucketMs < 60_000 ? 'second' : 'minute');
  const zoom = (from: number, to: number) => {
    const window = windowOf(buckets, bucketMs, { from, to });
    if (window) onWindow(window);
  };
  return (
    <figure className={cn('mx-gutter mb-2', isPlaceholderData && 'opacity-60')} aria-busy={isPlaceholderData}>
      <HistogramPlot
        buckets={buckets}
        bucketMs={bucketMs}
        onSelect={({ from, to }) => zoom(from, to)}
        onPoint={setPointed}
      />
      <figcaption className="grid gap-x-4 gap-y-0.5 pt-1 text-ink-3 text-micro tabular-nums">
        <span className="flex justify-between gap-3">
          <span>{moment(since)}</span>
          <span className="min-w-0 truncate text-ink-2" aria-hidden="true">
            {pointed}
          </span>
          <span>{moment(until)}</span>
        </span>
        <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
          <span className="text-ink-2">
            {totalOf(sum).toLocaleString('en-GB')} {totalOf(sum) === 1 ? 'execution' : 'executions'}
          </span>
          {executionOutcomes
            .filter((outcome) => sum[outcome] > 0)
            .map((outcome) => (
              <span key={outcome} className="inline-flex items-center gap-1">
                <span aria-hidden="true" className={cn('size-2 rounded-[2px]', outcomeFill[outcome])} />
                {sum[outcome].toLocaleString('en-GB')} {executionOutcomeNames[outcome]}
              </span>
            ))}
          <Button
            size="small"
            variant="ghost"
            className="ml-auto"
            aria-expanded={isInWords}
            onClick={() => setInWords(!isInWords)}
          >
            In words
          </Button>
          <Button size="small" variant="ghost" onClick={() => onWindow(wider({ since, until }, Date.now()))}>
            Zoom out
          </Button>
        </span>
      </figcaption>
      {isInWords ? (
        <HistogramTable buckets={buckets} bucketMs={bucketMs} onZoom={(index) => zoom(index, index)} />
      ) : null}
    </figure>
  );
}

/** Twice as long around the same middle, not beyond now. */
function wider({ since, until }: Window, nowMs: number): Window {
  const halfMs = Math.max(1_000, (Date.parse(until) - Date.parse(since)) / 2);
  return {
    since: new Date(Date.parse(since) - halfMs).toISOString(),
    until: new Date(Math.max(Date.parse(until), Math.min(Date.parse(until) + halfMs, nowMs))).toISOString(),
  };
}
