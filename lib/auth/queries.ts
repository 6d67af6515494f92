import { infiniteQueryOptions } from '@tanstack/react-query';
import { listTokensEndpoint } from '@/lib/auth/endpoints';
import { callApi } from '@/lib/http/api-client';

/** Newest first, a page at a time. Below the members, whose changes are announced. */
export const tokenList = () =>
  infiniteQueryOptions({
    queryKey: ['members', 'tokens'],
    queryFn: ({ pageParam, signal }) =>
      callApi(listTokensEndpoint, { cursor: pageParam ?? undefined }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
