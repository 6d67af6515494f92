import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/http/api-client';
import { listMembersEndpoint, readAccountEndpoint } from '@/lib/members/endpoints';

/** Oldest first, a page at a time. */
export const memberList = () =>
  infiniteQueryOptions({
    queryKey: ['members', 'list'],
    queryFn: ({ pageParam, signal }) =>
      callApi(listMembersEndpoint, { cursor: pageParam ?? undefined }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const ownAccount = () =>
  queryOptions({
    queryKey: ['members', 'account'],
    queryFn: ({ signal }) => callApi(readAccountEndpoint, {}, { signal }),
  });
