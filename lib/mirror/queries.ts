import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/http/api-client';
import { readHealthEndpoint } from '@/lib/mirror/endpoints';

/** A success is not announced, only a change from readable to not; so the ages are asked for. */
const refetchIntervalMs = 10_000;

export const health = () =>
  queryOptions({
    queryKey: ['freshness'],
    queryFn: ({ signal }) => callApi(readHealthEndpoint, {}, { signal }),
    refetchInterval: refetchIntervalMs,
  });
