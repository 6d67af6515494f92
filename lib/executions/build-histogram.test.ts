import { describe, expect, it } from 'vitest';
import { buildHistogram, planHistogram } from '@/lib/executions/build-histogram';

const at = (text: string) => new Date(text);

describe('bars of a window', () => {
  it.each([
    ['nine seconds', '2026-11-22T10:00:00Z', '2026-11-22T10:00:09Z', 1_000, 9],
    ['an hour', '2026-11-22T10:00:00Z', '2026-11-22T11:00:00Z', 60_000, 60],
    ['an hour that begins within a bar', '2026-11-22T10:00:30Z', '2026-11-22T11:00:30Z', 60_000, 61],
    ['a day', '2026-11-21T10:10:00Z', '2026-11-22T10:10:00Z', 1_800_000, 49],
    ['90 days', '2026-08-24T10:00:00Z', '2026-11-22T10:00:00Z', 172_800_000, 46],
    ['no time at all', '2026-11-22T10:00:00Z', '2026-11-22T10:00:00Z', 1_000, 1],
    [
      'a window whose end lies before its beginning',
      '2026-11-22T10:00:00Z',
      '2026-11-22T09:00:00Z',
      1_000,
      1,
    ],
  ])('are few and round: %s', (_case, since, until, bucketMs, bucketCount) => {
    const plan = planHistogram(at(since), at(until));
    expect(plan).toMatchObject({ bucketMs, bucketCount });
    expect(plan.beginMs % bucketMs).toBe(0);
    expect(plan.beginMs).toBeLessThanOrEqual(at(since).getTime());
  });

  it('stay few for years', () => {
    expect(planHistogram(at('2016-01-01T00:00:00Z'), at('2026-01-01T00:00:00Z')).bucketCount).toBeLessThan(
      66,
    );
  });

  it('hold words nobody knows as unclear, and drop what lies outside', () => {
    const plan = planHistogram(at('2026-11-22T10:00:00Z'), at('2026-11-22T10:00:02Z'));
    const buckets = buildHistogram(plan, [
      { at: at('2026-11-22T10:00:01Z'), status: 'new_word', count: 3 },
      { at: at('2026-11-22T10:00:01Z'), status: 'ambiguous', count: 1 },
      { at: at('2026-11-22T11:00:00Z'), status: 'completed', count: 9 },
    ]);
    expect(buckets.map(({ counts }) => [counts.unclear, counts.completed])).toEqual([
      [0, 0],
      [4, 0],
    ]);
  });
});
