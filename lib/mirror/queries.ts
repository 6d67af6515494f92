import { queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

/** A success is not announced, only a change from readable to not; so the ages are asked for. */
const refetchIntervalMs = 10_000;

export const health = () =>
  queryOptions({
    queryKey: ['freshness'],
    queryFn: ({ signal }) =>
      callLater(async () => (await import('@/lib/mirror/endpoints')).readHealthEndpoint, {}, { signal }),
    refetchInterval: refetchIntervalMs,
  });
