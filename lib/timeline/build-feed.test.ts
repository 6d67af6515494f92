import { describe, expect, it } from 'vitest';
import { timelineItem } from '@/lib/testing/timeline-item';
import { buildFeed } from '@/lib/timeline/build-feed';

const at = (minute: number, sequence: number, overrides = {}) =>
  timelineItem({
    happenedAt: `2026-11-22T14:${String(minute).padStart(2, '0')}:00.000Z`,
    sequence,
    text: `${minute}`,
    ...overrides,
  });

const base = { order: 'oldest', hasMore: false, shownUpTo: 0 } as const;
const textsOf = ({ entries }: ReturnType<typeof buildFeed>) => entries.map(({ text }) => text);

describe('what a reader of the timeline sees', () => {
  it('counts what came meanwhile without showing it', () => {
    const feed = buildFeed({ ...base, pages: [at(1, 1)], news: [at(2, 2), at(3, 3)] });
    expect(textsOf(feed)).toEqual(['1']);
    expect(feed.waitingCount).toBe(2);
  });

  it('shows it once let in', () => {
    const feed = buildFeed({ ...base, pages: [at(1, 1)], news: [at(2, 2), at(3, 3)], shownUpTo: 2 });
    expect(textsOf(feed)).toEqual(['1', '2']);
    expect(feed.waitingCount).toBe(1);
  });

  it.each([
    ['oldest', at(9, 3)],
    ['newest', at(0, 3)],
  ] as const)('holds back, %s first, what lies beyond the pages read so far', (order, beyond) => {
    const pages = [at(1, 1), at(2, 2)];
    const feed = buildFeed({ ...base, order, hasMore: true, pages, news: [beyond], shownUpTo: 9 });
    expect(textsOf(feed)).toEqual(['1', '2']);
    expect(feed.waitingCount).toBe(0);
    expect(buildFeed({ ...base, order, pages, news: [beyond], shownUpTo: 9 }).entries).toHaveLength(3);
  });

  it('replaces an entry by its correction', () => {
    const entry = at(1, 1);
    const correction = { ...entry, sequence: 5, versionId: 'v2', text: 'one' };
    const feed = buildFeed({ ...base, pages: [entry, at(2, 2)], news: [correction], shownUpTo: 5 });
    expect(textsOf(feed)).toEqual(['one', '2']);
  });

  it('does not count again what a later page brought', () => {
    const entry = at(1, 1);
    expect(buildFeed({ ...base, pages: [entry], news: [entry] }).waitingCount).toBe(0);
  });
});
