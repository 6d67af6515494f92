import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

/** Newest first, a page at a time. Below the members, whose changes are announced. */
export const tokenList = () =>
  infiniteQueryOptions({
    queryKey: ['members', 'tokens'],
    queryFn: ({ pageParam, signal }) =>
      callLater(
        async () => (await import('@/lib/auth/endpoints')).listTokensEndpoint,
        { cursor: pageParam ?? undefined },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** Never from the cache: it is asked for when it matters. */
export const identityProof = () =>
  queryOptions({
    queryKey: ['members', 'proof'],
    queryFn: ({ signal }) =>
      callLater(async () => (await import('@/lib/auth/endpoints')).readIdentityProofEndpoint, {}, { signal }),
    staleTime: 0,
  });
