import { infiniteQueryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

const page = { initialPageParam: null as string | null };

export const incidentShares = (incidentRef: string) =>
  infiniteQueryOptions({
    ...page,
    queryKey: ['incidents', incidentRef, 'share', 'links'],
    queryFn: ({ pageParam, signal }) =>
      callLater(
        async () => (await import('@/lib/share/endpoints')).listSharesEndpoint,
        { incidentRef, cursor: pageParam ?? undefined },
        { signal },
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const shareAccesses = (incidentRef: string, shareId: string) =>
  infiniteQueryOptions({
    ...page,
    queryKey: ['incidents', incidentRef, 'share', 'accesses', shareId],
    queryFn: ({ pageParam, signal }) =>
      callLater(
        async () => (await import('@/lib/share/endpoints')).listShareAccessesEndpoint,
        { incidentRef, shareId, cursor: pageParam ?? undefined },
        { signal },
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
