import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

/** Asked of XEM itself each time. */
export const apiKeyList = () =>
  queryOptions({
    queryKey: ['connection', 'api-keys'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/credentials/endpoints')).listApiKeysEndpoint,
        {},
        { signal },
      ),
  });

/** Below the agents, whose changes are announced. */
export const credentialActions = (subjectId: string) =>
  infiniteQueryOptions({
    queryKey: ['agents', 'credential-actions', subjectId],
    queryFn: ({ pageParam, signal }) =>
      callLater(
        async () => (await import('@/lib/credentials/endpoints')).listCredentialActionsEndpoint,
        { subjectId, limit: 10, ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
