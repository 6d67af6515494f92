import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { listAgentEventsEndpoint, listAgentsEndpoint, readAgentEndpoint } from '@/lib/agents/endpoints';
import { callApi } from '@/lib/http/api-client';

/** Renewed leases are not announced, or every console would read the fleet every few seconds. */
const refetchIntervalMs = 15_000;

export const agentList = () =>
  queryOptions({
    queryKey: ['agents', 'list'],
    queryFn: ({ signal }) => callApi(listAgentsEndpoint, { limit: 1_000 }, { signal }),
    refetchInterval: refetchIntervalMs,
  });

export const agentDetail = (agentId: string) =>
  queryOptions({
    queryKey: ['agents', 'detail', agentId],
    queryFn: ({ signal }) => callApi(readAgentEndpoint, { agentId }, { signal }),
    refetchInterval: refetchIntervalMs,
  });

export const agentEventPageSize = 50;

export const agentEvents = (agentId: string) =>
  infiniteQueryOptions({
    queryKey: ['agents', 'events', agentId],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        listAgentEventsEndpoint,
        { agentId, limit: agentEventPageSize, ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
