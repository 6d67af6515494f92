import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { SearchParams } from 'nuqs/server';
import { AgentFleet } from '@/components/agents/agent-fleet';
import { agentFilterOf, loadAgentSearch } from '@/components/agents/search-params';
import { agentFacets, agentList, agentPageSize } from '@/lib/agents/queries';
import { readAgentFacets } from '@/lib/agents/server/read-agent-facets';
import { readAgents } from '@/lib/agents/server/read-agents';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

export const metadata: Metadata = { title: 'Agents' };

export default async function AgentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await pageContext();
  const filter = agentFilterOf(await loadAgentSearch(searchParams));
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchInfiniteQuery({
      ...agentList(filter),
      queryFn: () => readAgents(context, { ...filter, limit: agentPageSize }),
    }),
    queryClient.prefetchQuery({ ...agentFacets(), queryFn: () => readAgentFacets(context) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <NuqsAdapter>
        <AgentFleet />
      </NuqsAdapter>
    </HydrationBoundary>
  );
}
