import { Skeleton } from '@/components/ui/skeleton';

/** As high as the chart with its captions, so that nothing jumps when it comes. */
export function HistogramSpace() {
  return (
    <div role="status" aria-label="Loading the chart" className="mx-gutter mb-2 h-32 md:h-26">
      <Skeleton className="h-16 w-full md:h-14" />
    </div>
  );
}
