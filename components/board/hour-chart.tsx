import { formatClock } from '@/components/ui/format-time';
import type { LooksWrong } from '@/lib/executions/endpoints';

type HourChartProps = Pick<LooksWrong, 'buckets' | 'bucketMs'>;

/** Executions of the last hour in equal steps, the suspicious part on top. The table behind it says the same in words. */
export function HourChart({ buckets, bucketMs }: HourChartProps) {
  const tallest = Math.max(1, ...buckets.map(({ totalCount }) => totalCount));
  const height = (count: number): string => `${(count / tallest) * 100}%`;
  const total = sum(buckets.map(({ totalCount }) => totalCount));
  const wrong = sum(buckets.map(({ wrongCount }) => wrongCount));
  return (
    <figure className="border-b pt-2">
      <div aria-hidden="true" className="flex h-13 items-end gap-1">
        {buckets.map(({ at, totalCount, wrongCount }) => (
          <div
            key={at}
            className="flex h-full min-w-0 flex-1 flex-col justify-end"
            title={`${formatClock(new Date(at), 'UTC', 'minute')}: ${totalCount} executions, ${wrongCount} look wrong`}
          >
            <div className="bg-danger" style={{ height: height(wrongCount) }} />
            <div className="bg-line-strong" style={{ height: height(totalCount - wrongCount) }} />
          </div>
        ))}
      </div>
      <figcaption className="py-1 text-ink-3 text-micro tabular-nums">
        {total} executions in {Math.round((buckets.length * bucketMs) / 60_000)} min,{' '}
        {wrong === 0 ? 'none looks wrong' : `${wrong} ${wrong === 1 ? 'looks' : 'look'} wrong`}
      </figcaption>
    </figure>
  );
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
