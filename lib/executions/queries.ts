import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ExecutionFilter } from '@/lib/executions/execution-filter';
import { fetchOutputPage, type OutputPart } from '@/lib/executions/fetch-output-page';
import { callLater } from '@/lib/http/call-later';

export const executionPageSize = 100;
export const recentCount = 20;

/** How often the newest page of a window that moves is read again although nothing is announced, in ms. */
const moveEveryMs = 60_000;

export const executionList = (filter: ExecutionFilter) =>
  infiniteQueryOptions({
    queryKey: ['executions', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      callLater(
        async () => (await import('@/lib/executions/endpoints')).listExecutionsEndpoint,
        { ...filter, limit: executionPageSize, ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    // Who reads further down is left in peace.
    refetchInterval: ({ state }) =>
      filter.lastSeconds !== undefined && state.data?.pages.length === 1 ? moveEveryMs : false,
  });

/** The newest of one agent, whenever they were. */
export const recentExecutions = (agentId: string) =>
  queryOptions({
    queryKey: ['executions', 'recent', agentId],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/executions/endpoints')).listExecutionsEndpoint,
        { agentId: [agentId], limit: recentCount },
        { signal },
      ),
  });

export const executionDetail = (executionId: string) =>
  queryOptions({
    queryKey: ['executions', 'detail', executionId],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/executions/endpoints')).readExecutionEndpoint,
        { executionId },
        { signal },
      ),
  });

/** Not below `executions`: the output of a call that is over never changes, and XEM is asked for it each time. */
export const executionOutput = (executionId: string, status: string, part: OutputPart) =>
  queryOptions({
    queryKey: ['execution-output', executionId, status, part],
    queryFn: ({ signal }) => fetchOutputPage(executionId, part, signal),
  });

export const executionFacets = () =>
  queryOptions({
    // Not below `executions` either: new values are rare, new executions are not.
    queryKey: ['execution-facets'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/executions/endpoints')).readExecutionFacetsEndpoint,
        {},
        { signal },
      ),
  });

/** How often counts and chart are read again while somebody looks, in ms: they cost more than the list. */
const countEveryMs = 15_000;

/** Not below `executions`: each arrival would have all of it counted again. */
export const executionCounts = (filter: ExecutionFilter) =>
  queryOptions({
    queryKey: ['execution-counts', filter],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/executions/endpoints')).readExecutionCountsEndpoint,
        filter,
        { signal },
      ),
    refetchInterval: countEveryMs,
  });

export const executionHistogram = (filter: ExecutionFilter) =>
  queryOptions({
    queryKey: ['execution-histogram', filter],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/executions/endpoints')).readExecutionHistogramEndpoint,
        filter,
        { signal },
      ),
    refetchInterval: countEveryMs,
  });

export const executionsThatLookWrong = () =>
  queryOptions({
    queryKey: ['executions', 'looks-wrong'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/executions/endpoints')).readLooksWrongEndpoint,
        {},
        { signal },
      ),
    // A call outlives its limit, and an hour moves on, without any change that could be announced.
    refetchInterval: countEveryMs,
  });
