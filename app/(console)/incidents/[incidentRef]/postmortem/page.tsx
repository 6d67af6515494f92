import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { PostmortemPanel } from '@/components/postmortem/postmortem-panel';
import { incidentFollowUps } from '@/lib/follow-ups/queries';
import { readFollowUps } from '@/lib/follow-ups/server/read-follow-ups';
import { pageContext } from '@/lib/page-context';
import { incidentPostmortem } from '@/lib/postmortem/queries';
import { readPostmortem } from '@/lib/postmortem/server/read-postmortem';
import { getQueryClient } from '@/lib/query-client';

type Params = { params: Promise<{ incidentRef: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: `Postmortem of ${(await params).incidentRef}` };
}

export default async function PostmortemPage({ params }: Params) {
  const { incidentRef } = await params;
  const context = await pageContext();
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery({
      ...incidentPostmortem(incidentRef),
      queryFn: () => readPostmortem(context, { incidentRef }),
    }),
    queryClient.prefetchQuery({
      ...incidentFollowUps(incidentRef),
      queryFn: () => readFollowUps(context, { incidentRef }),
    }),
  ]);
  const { actorId, role } = context.actor;
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <div className="px-gutter py-4">
        <PostmortemPanel incidentRef={incidentRef} author={{ actorId, role }} />
      </div>
    </HydrationBoundary>
  );
}
