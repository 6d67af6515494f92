import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { AffectedExecutions } from '@/components/incidents/affected-executions';
import { executionList, executionPageSize } from '@/lib/executions/queries';
import { readExecutions } from '@/lib/executions/server/read-executions';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

export const metadata: Metadata = { title: 'Executions' };

export default async function IncidentExecutionsPage({
  params,
}: {
  params: Promise<{ incidentRef: string }>;
}) {
  const { incidentRef } = await params;
  const context = await pageContext();
  const queryClient = getQueryClient();
  await queryClient.prefetchInfiniteQuery({
    ...executionList({ incidentRef }),
    queryFn: () => readExecutions(context, { incidentRef, limit: executionPageSize }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AffectedExecutions incidentRef={incidentRef} />
    </HydrationBoundary>
  );
}
