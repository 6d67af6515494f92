import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

/** Renewed leases are not announced, or every console would read the fleet every few seconds. */
const refetchIntervalMs = 15_000;

export const agentList = () =>
  queryOptions({
    queryKey: ['agents', 'list'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/agents/endpoints')).listAgentsEndpoint,
        { limit: 1_000 },
        { signal },
      ),
    refetchInterval: refetchIntervalMs,
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
