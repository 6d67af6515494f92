import {
  type ExecutionOutcome,
  executionOutcome,
  executionOutcomes,
} from '@/lib/executions/execution-outcome';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Lengths that people read without thinking; all but the last divide a day, so that bars begin at round times. */
const steps = [1, 2, 5, 10, 15, 30]
  .map((count) => count * second)
  .concat(
    [1, 2, 5, 10, 15, 30].map((count) => count * minute),
    [1, 2, 3, 6, 12].map((count) => count * hour),
    [1, 2, 7, 14].map((count) => count * day),
  );

/** Most bars a chart has: wide enough to hit with a thumb on a phone. */
const mostBars = 64;

export type HistogramPlan = { beginMs: number; bucketMs: number; bucketCount: number };

/** Bars for a window: each begins at a round time in UTC, the first holds the beginning and the last the end. */
export function planHistogram(since: Date, until: Date): HistogramPlan {
  const lengthMs = Math.max(second, until.getTime() - since.getTime());
  const bucketMs =
    steps.find((step) => lengthMs / step <= mostBars) ?? Math.ceil(lengthMs / mostBars / day) * day;
  const beginMs = Math.floor(since.getTime() / bucketMs) * bucketMs;
  const bucketCount =
    Math.floor(Math.max(until.getTime() - 1, since.getTime()) / bucketMs) - beginMs / bucketMs + 1;
  return { beginMs, bucketMs, bucketCount };
}

export type OutcomeCounts = Record<ExecutionOutcome, number>;
export type HistogramBucket = { at: string; counts: OutcomeCounts };

type Row = { at: Date; status: string; count: number };

/** Every bar of the plan, empty ones too, with its calls by outcome. */
export function buildHistogram(
  { beginMs, bucketMs, bucketCount }: HistogramPlan,
  rows: Row[],
): HistogramBucket[] {
  const buckets = Array.from({ length: bucketCount }, (_, index) => ({
    at: new Date(beginMs + index * bucketMs).toISOString(),
    counts: noCounts(),
  }));
  for (const { at, status, count } of rows) {
    const bucket = buckets[Math.round((at.getTime() - beginMs) / bucketMs)];
    if (bucket) bucket.counts[executionOutcome(status)] += count;
  }
  return buckets;
}

const noCounts = (): OutcomeCounts => ({ completed: 0, failed: 0, open: 0, stopped: 0, unclear: 0 });

export const totalOf = (counts: OutcomeCounts): number =>
  executionOutcomes.reduce((total, outcome) => total + counts[outcome], 0);
