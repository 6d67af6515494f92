import { formatMoment } from '@/components/ui/format-time';
import { type HistogramBucket, type OutcomeCounts, totalOf } from '@/lib/executions/build-histogram';
import { executionOutcomeNames, executionOutcomes } from '@/lib/executions/execution-outcome';

export type Selection = { from: number; to: number };

export const inOrder = ({ from, to }: Selection): Selection => ({
  from: Math.min(from, to),
  to: Math.max(from, to),
});

/** The window that a choice of bars means. */
export function windowOf(
  buckets: HistogramBucket[],
  bucketMs: number,
  selection: Selection,
): { since: string; until: string } | null {
  const { from, to } = inOrder(selection);
  const first = buckets[from];
  const last = buckets[to];
  if (!first || !last) return null;
  return { since: first.at, until: new Date(Date.parse(last.at) + bucketMs).toISOString() };
}

export function sumOf(buckets: HistogramBucket[]): OutcomeCounts {
  const sum: OutcomeCounts = { completed: 0, failed: 0, open: 0, stopped: 0, unclear: 0 };
  for (const { counts } of buckets) {
    for (const outcome of executionOutcomes) sum[outcome] += counts[outcome];
  }
  return sum;
}

/** '14:05Z to 14:10Z: 12 executions, 3 failed or timed out', for a bar, a choice of bars, and the ear. */
export function sentenceOf(
  buckets: HistogramBucket[],
  bucketMs: number,
  selection: Selection,
  { zone, now }: { zone: string; now: Date },
): string {
  const window = windowOf(buckets, bucketMs, selection);
  if (!window) return '';
  const precision = bucketMs < 60_000 ? 'second' : 'minute';
  const moment = (at: string) => formatMoment(new Date(at), zone, now, precision);
  const { from, to } = inOrder(selection);
  const sum = sumOf(buckets.slice(from, to + 1));
  const total = totalOf(sum);
  const parts = executionOutcomes
    .filter((outcome) => outcome !== 'completed' && sum[outcome] > 0)
    .map((outcome) => `${sum[outcome].toLocaleString('en-GB')} ${executionOutcomeNames[outcome]}`);
  const count = `${total.toLocaleString('en-GB')} ${total === 1 ? 'execution' : 'executions'}`;
  return `${moment(window.since)} to ${moment(window.until)}: ${[count, ...parts].join(', ')}`;
}
