import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { Board } from '@/components/board/board';
import { nextApprovalCount, nextApprovals } from '@/lib/approvals/queries';
import { readApprovals } from '@/lib/approvals/server/read-approvals';
import { heldNow, outsidePausePageSize, outsidePauses } from '@/lib/containment/queries';
import { readHeldNow } from '@/lib/containment/server/read-held-now';
import { readOutsidePauses } from '@/lib/containment/server/read-outside-pauses';
import { executionsThatLookWrong } from '@/lib/executions/queries';
import { readLooksWrong } from '@/lib/executions/server/read-looks-wrong';
import { incidentList, incidentPageSize } from '@/lib/incidents/queries';
import { readIncidents } from '@/lib/incidents/server/read-incidents';
import { health } from '@/lib/mirror/queries';
import { readHealth } from '@/lib/mirror/server/read-health';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

export const metadata: Metadata = { title: 'Board' };

export default async function BoardPage() {
  const context = await pageContext();
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery({ ...executionsThatLookWrong(), queryFn: () => readLooksWrong(context) }),
    queryClient.prefetchQuery({ ...health(), queryFn: () => readHealth(context) }),
    queryClient.prefetchInfiniteQuery({
      ...outsidePauses(),
      queryFn: () => readOutsidePauses(context, { limit: outsidePausePageSize }),
    }),
    queryClient.prefetchQuery({ ...heldNow(), queryFn: () => readHeldNow(context, { limit: 200 }) }),
    queryClient.prefetchQuery({
      ...nextApprovals(),
      queryFn: () => readApprovals(context, { state: 'open', limit: nextApprovalCount }),
    }),
    queryClient.prefetchInfiniteQuery({
      ...incidentList({ state: 'open' }),
      queryFn: () => readIncidents(context, { state: 'open', limit: incidentPageSize }),
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Board role={context.actor.role} />
    </HydrationBoundary>
  );
}
