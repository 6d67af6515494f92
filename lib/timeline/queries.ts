import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/http/api-client';
import { readStoryEndpoint, readTimelineEndpoint, type TimelinePage } from '@/lib/timeline/endpoints';
import type { leastRisks } from '@/lib/timeline/inputs';
import { mergeItems } from '@/lib/timeline/merge-items';
import type { EntrySource } from '@/lib/timeline/timeline-entry';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

export type TimelineFilter = {
  order: 'oldest' | 'newest';
  source?: EntrySource[];
  leastRisk?: (typeof leastRisks)[number];
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
      callApi(
        readTimelineEndpoint,
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
        const page: TimelinePage = await callApi(
          readTimelineEndpoint,
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
    queryFn: ({ signal }) => callApi(readStoryEndpoint, { incidentRef }, { signal }),
  });
