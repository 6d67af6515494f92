import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';
import type { TimelinePage } from '@/lib/timeline/endpoints';
import type { LeastRisk } from '@/lib/timeline/least-risk';
import { mergeItems } from '@/lib/timeline/merge-items';
import type { EntrySource } from '@/lib/timeline/timeline-entry';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

export type TimelineFilter = {
  order: 'oldest' | 'newest';
  source?: EntrySource[];
  leastRisk?: LeastRisk;
  text?: string;
  since?: string;
  until?: string;
};

export const timelinePageSize = 100;

/** Pages of the log. What was written never changes, so they are never read again; what comes later is `timelineNews`. */
export const timelineWindow = (incidentRef: string, filter: TimelineFilter) =>
  infiniteQueryOptions({
    queryKey: ['incidents', incidentRef, 'timeline', 'window', filter],
    queryFn: ({ pageParam, signal }) =>
      callLater(
        async () => (await import('@/lib/timeline/endpoints')).readTimelineEndpoint,
        { incidentRef, ...filter, limit: timelinePageSize, ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 'static',
  });

export type TimelineNews = { items: TimelineItem[]; headSequence: number };

/** What was written after the window was read; each look fetches only what is newer than the last one. */
export const timelineNews = (incidentRef: string, filter: TimelineFilter, windowHead: number) =>
  queryOptions({
    queryKey: ['incidents', incidentRef, 'timeline', 'news', filter, windowHead],
    queryFn: async ({ client, queryKey, signal }): Promise<TimelineNews> => {
      let { items, headSequence } = client.getQueryData<TimelineNews>(queryKey) ?? {
        items: [],
        headSequence: windowHead,
      };
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: TimelinePage = await callLater(
          async () => (await import('@/lib/timeline/endpoints')).readTimelineEndpoint,
          { incidentRef, ...filter, afterSequence: headSequence, limit: 200, ...(cursor && { cursor }) },
          { signal },
        );
        items = mergeItems(items, page.data);
        cursor = page.nextCursor;
        if (cursor === null) headSequence = Math.max(headSequence, page.headSequence);
      }
      return { items, headSequence };
    },
  });

export const incidentStory = (incidentRef: string) =>
  queryOptions({
    queryKey: ['incidents', incidentRef, 'timeline', 'story'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/timeline/endpoints')).readStoryEndpoint,
        { incidentRef },
        { signal },
      ),
  });
