'use client';

import { sentenceOf } from '@/components/executions/histogram-words';
import { Button } from '@/components/ui/button';
import { useMinute } from '@/components/ui/ticker';
import { useTimeZone } from '@/components/ui/time-zone';
import { type HistogramBucket, totalOf } from '@/lib/executions/build-histogram';

type HistogramTableProps = {
  buckets: HistogramBucket[];
  bucketMs: number;
  onZoom: (index: number) => void;
};

/** The chart in words, for whoever cannot see or brush it. Times in which nothing ran are left out. */
export function HistogramTable({ buckets, bucketMs, onZoom }: HistogramTableProps) {
  const { shownZone: zone } = useTimeZone();
  const now = useMinute();
  const rows = buckets.flatMap(({ at, counts }, index) => (totalOf(counts) > 0 ? [{ at, index }] : []));
  if (rows.length === 0) return <p className="py-1 text-ink-3 text-small">Nothing ran in this window.</p>;
  return (
    <ul className="grid max-h-40 gap-1 overflow-y-auto py-1 text-small">
      {rows.map(({ at, index }) => {
        const sentence = sentenceOf(buckets, bucketMs, { from: index, to: index }, { zone, now });
        return (
          <li key={at} className="flex flex-wrap items-center gap-x-3">
            <span>{sentence}</span>
            <Button
              size="small"
              variant="ghost"
              aria-label={`Zoom to ${sentence}`}
              onClick={() => onZoom(index)}
            >
              Zoom
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
