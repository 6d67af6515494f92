import { infiniteQueryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/http/api-client';
import { listShareAccessesEndpoint, listSharesEndpoint } from '@/lib/share/endpoints';

const page = { initialPageParam: null as string | null };

export const incidentShares = (incidentRef: string) =>
  infiniteQueryOptions({
    ...page,
    queryKey: ['incidents', incidentRef, 'share', 'links'],
    queryFn: ({ pageParam, signal }) =>
      callApi(listSharesEndpoint, { incidentRef, cursor: pageParam ?? undefined }, { signal }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const shareAccesses = (incidentRef: string, shareId: string) =>
  infiniteQueryOptions({
    ...page,
    queryKey: ['incidents', incidentRef, 'share', 'accesses', shareId],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        listShareAccessesEndpoint,
        { incidentRef, shareId, cursor: pageParam ?? undefined },
        { signal },
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
