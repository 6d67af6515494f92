'use client';

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useDeferredValue } from 'react';
import { AgentFilters } from '@/components/agents/agent-filters';
import { AgentList } from '@/components/agents/agent-list';
import { agentFilterOf, agentSearchParams, isNarrowed } from '@/components/agents/search-params';
import { SourceBanner } from '@/components/freshness/source-banner';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { agentFacets, agentList } from '@/lib/agents/queries';
import { footOf } from '@/lib/live/load-more';
import { shownRows } from '@/lib/live/shown-rows';

/** Every agent of the project, narrowed by what the address says, with what holds it and how much it has to do. */
export function AgentFleet() {
  const [search, setSearch] = useQueryStates(agentSearchParams);
  const filter = agentFilterOf(useDeferredValue(search));
  const query = useInfiniteQuery({ ...agentList(filter), placeholderData: keepPreviousData });
  const { data: facets } = useQuery(agentFacets());
  const agents = shownRows(query);
  return (
    <div className="flex h-[calc(100dvh-3rem)] flex-col md:h-dvh">
      <PageHeader
        title="Agents"
        status={
          facets ? (
            <>
              {facets.heldCount > 0 ? <Chip tone="held">{facets.heldCount} held</Chip> : null}
              {facets.offlineCount > 0 ? (
                <Chip tone="danger">{facets.offlineCount} without a lease</Chip>
              ) : null}
            </>
          ) : null
        }
      />
      <AgentFilters search={search} setSearch={setSearch} facets={facets} />
      <SourceBanner sources={['agents', 'invocations']} className="mx-gutter mb-2" />
      {agents === undefined ? (
        <div className="px-gutter">
          {query.error ? (
            <ErrorState
              title="Agents cannot be read"
              detail={query.error.message}
              onRetry={() => void query.refetch()}
              isRetrying={query.isFetching}
            />
          ) : (
            <SkeletonRows rows={12} label="Loading agents" />
          )}
        </div>
      ) : agents.length > 0 ? (
        <AgentList
          // Another filter is another list: it begins at its top.
          key={JSON.stringify(filter)}
          agents={agents}
          total={isNarrowed(search) ? undefined : facets?.total}
          isOld={query.isPlaceholderData}
          {...footOf(query)}
        />
      ) : isNarrowed(search) ? (
        <EmptyState
          className="px-gutter"
          title="No agent matches."
          action={
            <Button size="small" onClick={() => void setSearch(null)}>
              Clear all filters
            </Button>
          }
        />
      ) : (
        <EmptyState
          className="px-gutter"
          title="XEM has no agents."
          detail="They appear here once they have enrolled."
        />
      )}
    </div>
  );
}
