import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { SearchParams } from 'nuqs/server';
import { TimelinePanel } from '@/components/timeline/timeline-panel';
import { filterOf, loadTimelineSearch } from '@/components/timeline/timeline-search';
import { preferenceCookies } from '@/components/ui/preferences';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';
import { incidentStory, timelinePageSize, timelineWindow } from '@/lib/timeline/queries';
import { readStory } from '@/lib/timeline/server/read-story';
import { readTimeline } from '@/lib/timeline/server/read-timeline';
import { incidentTriage } from '@/lib/triage/queries';
import { readTriage } from '@/lib/triage/server/read-triage';

type Props = { params: Promise<{ incidentRef: string }>; searchParams: Promise<SearchParams> };

export const metadata: Metadata = { title: 'Timeline' };

export default async function TimelinePage({ params, searchParams }: Props) {
  const { incidentRef } = await params;
  const context = await pageContext();
  const remembered = (await cookies()).get(preferenceCookies.order)?.value;
  const order = remembered === 'oldest' ? 'oldest' : 'newest';
  const filter = filterOf(await loadTimelineSearch(searchParams), order);
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchInfiniteQuery({
      ...timelineWindow(incidentRef, filter),
      queryFn: () =>
        readTimeline(context, { incidentRef, ...filter, direction: 'next', limit: timelinePageSize }),
    }),
    queryClient.prefetchQuery({
      ...incidentStory(incidentRef),
      queryFn: () => readStory(context, { incidentRef }),
    }),
    queryClient.prefetchQuery({
      ...incidentTriage(incidentRef),
      queryFn: () => readTriage(context, { incidentRef }),
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <NuqsAdapter>
        <TimelinePanel incidentRef={incidentRef} initialOrder={order} />
      </NuqsAdapter>
    </HydrationBoundary>
  );
}
