import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { SearchParams } from 'nuqs/server';
import { IncidentsPage } from '@/components/incidents/incidents-page';
import { filterOf, loadIncidentsSearch } from '@/components/incidents/incidents-search';
import { hasRole } from '@/lib/auth/role';
import { listIncidentsEndpoint } from '@/lib/incidents/endpoints';
import { incidentList } from '@/lib/incidents/queries';
import { readIncidents } from '@/lib/incidents/server/read-incidents';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

export const metadata: Metadata = { title: 'Incidents' };

export default async function Incidents({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await pageContext();
  const filter = filterOf(await loadIncidentsSearch(searchParams));
  const queryClient = getQueryClient();
  await queryClient.prefetchInfiniteQuery({
    ...incidentList(filter),
    queryFn: () => readIncidents(context, listIncidentsEndpoint.query.parse(filter)),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <NuqsAdapter>
        <IncidentsPage mayDeclare={hasRole(context.actor.role, 'responder')} />
      </NuqsAdapter>
    </HydrationBoundary>
  );
}
