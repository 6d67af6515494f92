import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { ContainmentPanel } from '@/components/containment/containment-panel';
import { containmentOf, drainOf, outsidePausePageSize, outsidePauses } from '@/lib/containment/queries';
import { readContainment } from '@/lib/containment/server/read-containment';
import { readDrain } from '@/lib/containment/server/read-drain';
import { readOutsidePauses } from '@/lib/containment/server/read-outside-pauses';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';
import { releasesOf } from '@/lib/release/queries';
import { readReleases } from '@/lib/release/server/read-releases';

type Props = { params: Promise<{ incidentRef: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { incidentRef } = await params;
  return { title: `Containment · ${incidentRef}` };
}

export default async function ContainmentPage({ params }: Props) {
  const { incidentRef } = await params;
  const context = await pageContext();
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery({
      ...containmentOf(incidentRef),
      queryFn: () => readContainment(context, { incidentRef }),
    }),
    queryClient.prefetchQuery({
      ...drainOf(incidentRef),
      queryFn: () => readDrain(context, { incidentRef }),
    }),
    queryClient.prefetchQuery({
      ...releasesOf(incidentRef),
      queryFn: () => readReleases(context, { incidentRef }),
    }),
    queryClient.prefetchInfiniteQuery({
      ...outsidePauses({ incidentRef }),
      queryFn: () => readOutsidePauses(context, { incidentRef, limit: outsidePausePageSize }),
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <div className="px-gutter py-4">
        <ContainmentPanel incidentRef={incidentRef} />
      </div>
    </HydrationBoundary>
  );
}
