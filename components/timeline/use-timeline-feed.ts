'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { buildFeed } from '@/lib/timeline/build-feed';
import { incidentStory, type TimelineFilter, timelineNews, timelineWindow } from '@/lib/timeline/queries';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

/**
 * The log as one reader sees it: pages that never change, what came since, and the pins of everybody. While the reader is
 * at the live end everything new is shown at once; else it waits until it is let in.
 */
export function useTimelineFeed(incidentRef: string, filter: TimelineFilter, isAtLiveEnd: boolean) {
  const window = useInfiniteQuery(timelineWindow(incidentRef, filter));
  const [first] = window.data?.pages ?? [];
  const windowHead = first?.headSequence ?? 0;
  const news = useQuery({
    ...timelineNews(incidentRef, filter, windowHead),
    enabled: first !== undefined,
  });
  const story = useQuery(incidentStory(incidentRef));

  const newsHead = news.data?.items.reduce((head, { sequence }) => Math.max(head, sequence), 0) ?? 0;
  const [letIn, setLetIn] = useState(0);
  // What was shown at the live end stays shown when the reader scrolls away from it.
  if (isAtLiveEnd && newsHead > letIn) setLetIn(newsHead);

  const pages = window.data?.pages;
  const feed = useMemo(
    () =>
      buildFeed({
        pages: pages?.flatMap(({ data }) => data) ?? [],
        news: news.data?.items ?? [],
        order: filter.order,
        hasMore: window.hasNextPage,
        shownUpTo: letIn,
      }),
    [pages, news.data, filter.order, window.hasNextPage, letIn],
  );
  const pinned = story.data?.data;
  const entries = useMemo(() => withPins(feed.entries, pinned), [feed.entries, pinned]);
  return {
    window,
    newsError: news.error,
    entries,
    outages: first?.outages ?? [],
    waitingCount: feed.waitingCount,
    letInAll: () => setLetIn(newsHead),
  };
}

/** Pages are never read again, but pins come and go. */
function withPins(entries: TimelineItem[], pinned: TimelineItem[] | undefined): TimelineItem[] {
  if (!pinned) return entries;
  const pins = new Map(pinned.map(({ entryId, pin }) => [entryId, pin]));
  return entries.map((entry) => {
    const pin = pins.get(entry.entryId) ?? null;
    return entry.pin === pin ? entry : { ...entry, pin };
  });
}
