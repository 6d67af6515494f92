import { mergeItems } from '@/lib/timeline/merge-items';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

export type Feed = {
  /** What is shown. */
  entries: TimelineItem[];
  /** What came meanwhile and waits to be shown. */
  waitingCount: number;
};

/**
 * Puts the pages that were read together with what was written since. News of a stretch that is not read yet waits for
 * its page, so that no gap is drawn where there is none; news that the reader has not let in yet is only counted.
 */
export function buildFeed(input: {
  pages: TimelineItem[];
  news: TimelineItem[];
  order: 'oldest' | 'newest';
  hasMore: boolean;
  /** News up to this sequence are let in. */
  shownUpTo: number;
}): Feed {
  const { pages, news, order, hasMore, shownUpTo } = input;
  const known = new Set(pages.map(({ versionId }) => versionId));
  const edge = hasMore ? edgeOf(pages, order) : null;
  const isInside = ({ happenedAt }: TimelineItem): boolean =>
    edge === null || (order === 'oldest' ? happenedAt <= edge : happenedAt >= edge);
  const fresh = news.filter((item) => !known.has(item.versionId) && isInside(item));
  const letIn = fresh.filter(({ sequence }) => sequence <= shownUpTo);
  return { entries: mergeItems(pages, letIn), waitingCount: fresh.length - letIn.length };
}

function edgeOf(pages: TimelineItem[], order: 'oldest' | 'newest'): string | null {
  return pages.reduce<string | null>((edge, { happenedAt }) => {
    if (edge === null) return happenedAt;
    const isFurther = order === 'oldest' ? happenedAt > edge : happenedAt < edge;
    return isFurther ? happenedAt : edge;
  }, null);
}
