import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

/** Oldest first, a page at a time. */
export const memberList = () =>
  infiniteQueryOptions({
    queryKey: ['members', 'list'],
    queryFn: ({ pageParam, signal }) =>
      callLater(
        async () => (await import('@/lib/members/endpoints')).listMembersEndpoint,
        { cursor: pageParam ?? undefined },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const ownAccount = () =>
  queryOptions({
    queryKey: ['members', 'account'],
    queryFn: ({ signal }) =>
      callLater(async () => (await import('@/lib/members/endpoints')).readAccountEndpoint, {}, { signal }),
  });
