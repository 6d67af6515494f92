'use client';

import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { inOrder, type Selection, sentenceOf } from '@/components/executions/histogram-words';
import { outcomeFill } from '@/components/executions/outcome-fill';
import { cn } from '@/components/ui/cn';
import { useMinute } from '@/components/ui/ticker';
import { useTimeZone } from '@/components/ui/time-zone';
import { type HistogramBucket, totalOf } from '@/lib/executions/build-histogram';
import { executionOutcomes } from '@/lib/executions/execution-outcome';

type HistogramPlotProps = {
  buckets: HistogramBucket[];
  bucketMs: number;
  onSelect: (selection: Selection) => void;
  /** What the pointer or the keys are at, in words; null when they left. */
  onPoint: (sentence: string | null) => void;
};

/** Stacked from the bottom; what went wrong stands on top, where the eye is. */
const stack = executionOutcomes.toReversed();

/** Bars that can be brushed: drag with mouse or finger, or arrows, Shift with arrows, and Enter. */
export function HistogramPlot({ buckets, bucketMs, onSelect, onPoint }: HistogramPlotProps) {
  const plot = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState<{ from: string; to: string } | null>(null);
  const [isDragging, setDragging] = useState(false);
  const { shownZone: zone } = useTimeZone();
  const now = useMinute();
  const tallest = Math.max(1, ...buckets.map(({ counts }) => totalOf(counts)));
  const last = buckets.length - 1;
  // Bars move on with the window; what was chosen stays at its time, and goes with its bars.
  const indexOf = (time: string) => buckets.findIndex(({ at }) => at === time);
  const found = held && { from: indexOf(held.from), to: indexOf(held.to) };
  const chosen: Selection | null = found && Math.min(found.from, found.to) >= 0 ? found : null;
  const words = (selection: Selection) => sentenceOf(buckets, bucketMs, selection, { zone, now });

  function choose(selection: Selection | null) {
    const timeOf = (index: number) => buckets[index]?.at ?? '';
    setHeld(selection && { from: timeOf(selection.from), to: timeOf(selection.to) });
    onPoint(selection && words(selection));
  }

  function indexAt({ clientX }: PointerEvent): number {
    const { left = 0, width = 1 } = plot.current?.getBoundingClientRect() ?? {};
    const index = Math.floor(((clientX - left) / Math.max(width, 1)) * buckets.length);
    return Math.min(Math.max(index, 0), last);
  }

  function finish(selection: Selection | null) {
    setDragging(false);
    choose(null);
    if (selection) onSelect(inOrder(selection));
  }

  function onKeyDown(event: KeyboardEvent) {
    const at = chosen?.to ?? last;
    const targets: Record<string, number> = {
      ArrowLeft: chosen ? at - 1 : at,
      ArrowRight: at + 1,
      PageUp: at - 10,
      PageDown: at + 10,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      event.preventDefault();
      const to = Math.min(Math.max(target, 0), last);
      choose({ from: event.shiftKey ? (chosen?.from ?? to) : to, to });
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      finish(chosen);
    } else if (event.key === 'Escape' && chosen) {
      event.preventDefault();
      choose(null);
    }
  }

  const marked = chosen && inOrder(chosen);
  return (
    <div
      ref={plot}
      role="slider"
      tabIndex={0}
      aria-label="Executions by time. Arrows move over it, Shift with arrows selects, Enter zooms in."
      aria-valuemin={0}
      aria-valuemax={Math.max(last, 0)}
      aria-valuenow={Math.min(chosen?.to ?? last, Math.max(last, 0))}
      aria-valuetext={words(chosen ?? { from: 0, to: last })}
      onKeyDown={onKeyDown}
      onBlur={() => choose(null)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const index = indexAt(event);
        setDragging(true);
        choose({ from: index, to: index });
      }}
      onPointerMove={(event) => {
        const to = indexAt(event);
        if (isDragging && chosen) choose({ from: chosen.from, to });
        else onPoint(words({ from: to, to }));
      }}
      onPointerUp={() => (isDragging ? finish(chosen) : undefined)}
      onPointerCancel={() => finish(null)}
      onPointerLeave={() => (isDragging ? undefined : onPoint(chosen && words(chosen)))}
      // A finger across the bars selects; up and down still scrolls the page.
      className="flex h-16 cursor-crosshair touch-pan-y select-none items-end gap-px border-b focus-visible:outline-offset-2 md:h-14"
    >
      {buckets.map(({ at, counts }, index) => (
        <div
          key={at}
          className={cn(
            'flex h-full min-w-0 flex-1 flex-col justify-end',
            marked && index >= marked.from && index <= marked.to && 'bg-accent-soft',
          )}
        >
          {stack.map((outcome) => (
            <div
              key={outcome}
              className={cn(outcomeFill[outcome], counts[outcome] > 0 && 'min-h-px')}
              style={{ height: `${(counts[outcome] / tallest) * 100}%` }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
