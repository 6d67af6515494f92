import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AgentFilter } from '@/lib/agents/agent-filter';
import { callLater } from '@/lib/http/call-later';

/** Renewed leases are not announced, or every console would read the fleet every few seconds. */
const refetchIntervalMs = 15_000;

export const agentPageSize = 200;

export const agentList = (filter: AgentFilter) =>
  infiniteQueryOptions({
    queryKey: ['agents', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      callLater(
        async () => (await import('@/lib/agents/endpoints')).listAgentsEndpoint,
        { ...asQuery(filter), limit: agentPageSize, ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    // Every page that was reached is read again: who has all of a large fleet before them asks no more than others.
    refetchInterval: ({ state }) => refetchIntervalMs * Math.max(1, state.data?.pages.length ?? 0),
  });

/** In an address, a flag is a word. */
const asQuery = ({ held, pausedOutside, offline, ...rest }: AgentFilter) => ({
  ...rest,
  ...(held && { held: 'true' }),
  ...(pausedOutside && { pausedOutside: 'true' }),
  ...(offline && { offline: 'true' }),
});

export const agentFacets = () =>
  queryOptions({
    queryKey: ['agents', 'facets'],
    queryFn: ({ signal }) =>
      callLater(async () => (await import('@/lib/agents/endpoints')).readAgentFacetsEndpoint, {}, { signal }),
    refetchInterval: refetchIntervalMs,
  });

export const agentManifest = (agentId: string) =>
  queryOptions({
    queryKey: ['agents', 'manifest', agentId],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/agents/endpoints')).readAgentManifestEndpoint,
        { agentId },
        { signal },
      ),
  });

export const agentDetail = (agentId: string) =>
  queryOptions({
    queryKey: ['agents', 'detail', agentId],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/agents/endpoints')).readAgentEndpoint,
        { agentId },
        { signal },
      ),
    refetchInterval: refetchIntervalMs,
  });

export const agentEventPageSize = 50;

export const agentEvents = (agentId: string) =>
  infiniteQueryOptions({
    queryKey: ['agents', 'events', agentId],
    queryFn: ({ pageParam, signal }) =>
      callLater(
        async () => (await import('@/lib/agents/endpoints')).listAgentEventsEndpoint,
        { agentId, limit: agentEventPageSize, ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
