import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { SharePanel } from '@/components/share-links/share-panel';
import { hasRole } from '@/lib/auth/role';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';
import { incidentShares } from '@/lib/share/queries';
import { readShares } from '@/lib/share/server/read-shares';

type Params = { params: Promise<{ incidentRef: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: `Sharing of ${(await params).incidentRef}` };
}

export default async function SharePage({ params }: Params) {
  const { incidentRef } = await params;
  const context = await pageContext();
  const queryClient = getQueryClient();
  await queryClient.prefetchInfiniteQuery({
    ...incidentShares(incidentRef),
    queryFn: () => readShares(context, { incidentRef }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <div className="px-gutter py-4">
        <SharePanel incidentRef={incidentRef} mayShare={hasRole(context.actor.role, 'commander')} />
      </div>
    </HydrationBoundary>
  );
}
