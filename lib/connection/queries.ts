import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

/** Circuits open and close without an announcement. */
const refetchIntervalMs = 10_000;

export const connection = () =>
  queryOptions({
    queryKey: ['connection', 'detail'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/connection/endpoints')).readConnectionEndpoint,
        {},
        { signal },
      ),
    refetchInterval: refetchIntervalMs,
  });

/** What this way to XEM can't do changes with a restart alone. */
export const capabilities = () =>
  queryOptions({ ...connection(), refetchInterval: false, staleTime: Number.POSITIVE_INFINITY });

export const probeList = () =>
  infiniteQueryOptions({
    queryKey: ['connection', 'probes'],
    queryFn: ({ pageParam, signal }) =>
      callLater(
        async () => (await import('@/lib/connection/endpoints')).listProbesEndpoint,
        { limit: 20, ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });

export const probeDetail = (probeId: string) =>
  queryOptions({
    queryKey: ['connection', 'probe', probeId],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/connection/endpoints')).readProbeEndpoint,
        { probeId },
        { signal },
      ),
  });
