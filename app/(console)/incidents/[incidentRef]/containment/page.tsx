import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { ContainmentPanel } from '@/components/containment/containment-panel';
import { containmentOf } from '@/lib/containment/queries';
import { readContainment } from '@/lib/containment/server/read-containment';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

type Props = { params: Promise<{ incidentRef: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { incidentRef } = await params;
  return { title: `Containment · ${incidentRef}` };
}

export default async function ContainmentPage({ params }: Props) {
  const { incidentRef } = await params;
  const context = await pageContext();
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery({
    ...containmentOf(incidentRef),
    queryFn: () => readContainment(context, { incidentRef }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <div className="px-gutter py-4">
        <ContainmentPanel incidentRef={incidentRef} />
      </div>
    </HydrationBoundary>
  );
}
