'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { AgentRow } from '@/components/agents/agent-row';
import { SourceBanner } from '@/components/freshness/source-banner';
import { agentHref } from '@/components/incidents/subject-href';
import { PageHeader } from '@/components/shell/page-header';
import { Chip } from '@/components/ui/chip';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { VirtualList } from '@/components/ui/virtual-list';
import { agentList } from '@/lib/agents/queries';

const rowHeight = 41;

/** Every agent of the project, with what holds it and how much it has to do. */
export function AgentFleet() {
  const router = useRouter();
  const { data, error, refetch, isFetching } = useQuery(agentList());
  const agents = data?.data;
  const heldCount = agents?.filter(({ heldBy }) => heldBy.length > 0).length ?? 0;
  const lapsedCount = agents?.filter(({ lease }) => lease === 'lapsed').length ?? 0;
  return (
    <div className="flex h-[calc(100dvh-3rem)] flex-col md:h-dvh">
      <PageHeader
        title="Agents"
        status={
          <>
            {heldCount > 0 ? <Chip tone="held">{heldCount} held</Chip> : null}
            {lapsedCount > 0 ? <Chip tone="danger">{lapsedCount} without a lease</Chip> : null}
          </>
        }
      />
      <SourceBanner sources={['agents', 'invocations']} className="mx-gutter mb-2" />
      <div className="flex min-h-0 flex-1 flex-col px-gutter pb-4">
        {agents === undefined ? (
          error ? (
            <ErrorState
              title="Agents cannot be read"
              detail={error.message}
              onRetry={() => void refetch()}
              isRetrying={isFetching}
            />
          ) : (
            <SkeletonRows rows={12} label="Loading agents" />
          )
        ) : agents.length === 0 ? (
          <EmptyState title="XEM has no agents." detail="They appear here once they have enrolled." />
        ) : (
          <VirtualList
            label="Agents"
            items={agents}
            getKey={({ agentId }) => agentId}
            estimateHeight={rowHeight}
            className="flex-1"
            onOpen={({ agentId }) => router.push(agentHref(agentId))}
            renderItem={(agent) => <AgentRow agent={agent} />}
          />
        )}
      </div>
    </div>
  );
}
