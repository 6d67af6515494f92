import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { AgentFleet } from '@/components/agents/agent-fleet';
import { agentList } from '@/lib/agents/queries';
import { readAgents } from '@/lib/agents/server/read-agents';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

export const metadata: Metadata = { title: 'Agents' };

export default async function AgentsPage() {
  const context = await pageContext();
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery({
    ...agentList(),
    queryFn: () => readAgents(context, { limit: 1_000 }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AgentFleet />
    </HydrationBoundary>
  );
}
