import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { AgentPage } from '@/components/agents/agent-page';
import { agentDetail, agentEventPageSize, agentEvents } from '@/lib/agents/queries';
import { readAgent } from '@/lib/agents/server/read-agent';
import { readAgentEvents } from '@/lib/agents/server/read-agent-events';
import { recentCount, recentExecutions } from '@/lib/executions/queries';
import { readExecutions } from '@/lib/executions/server/read-executions';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

export const metadata: Metadata = { title: 'Agent' };

type PageProps = { params: Promise<{ agentId: string }> };

export default async function Page({ params }: PageProps) {
  const context = await pageContext();
  const agentId = decodeURIComponent((await params).agentId);
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery({ ...agentDetail(agentId), queryFn: () => readAgent(context, { agentId }) }),
    queryClient.prefetchInfiniteQuery({
      ...agentEvents(agentId),
      queryFn: () => readAgentEvents(context, { agentId, limit: agentEventPageSize }),
    }),
    queryClient.prefetchQuery({
      ...recentExecutions(agentId),
      queryFn: () => readExecutions(context, { agentId: [agentId], limit: recentCount }),
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AgentPage agentId={agentId} role={context.actor.role} />
    </HydrationBoundary>
  );
}
