import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';
import { isUnfinished } from '@/lib/mirror/backfill';

/** A success is not announced, only a change from readable to not; so the ages are asked for. */
const refetchIntervalMs = 10_000;

export const health = () =>
  queryOptions({
    queryKey: ['freshness'],
    queryFn: ({ signal }) =>
      callLater(async () => (await import('@/lib/mirror/endpoints')).readHealthEndpoint, {}, { signal }),
    refetchInterval: refetchIntervalMs,
  });

/** Below the freshness, whose changes are announced. */
export const mirror = () =>
  queryOptions({
    queryKey: ['freshness', 'mirror'],
    queryFn: ({ signal }) =>
      callLater(async () => (await import('@/lib/mirror/endpoints')).readMirrorEndpoint, {}, { signal }),
  });

const followedEveryMs = 2_000;

/** Newest first. While one is at work its progress is followed, also where the live stream is cut off. */
export const backfillList = () =>
  infiniteQueryOptions({
    queryKey: ['freshness', 'backfills'],
    queryFn: ({ pageParam, signal }) =>
      callLater(
        async () => (await import('@/lib/mirror/endpoints')).listBackfillsEndpoint,
        { limit: 20, cursor: pageParam ?? undefined },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.data.some((backfill) => isUnfinished(backfill.state)) ? followedEveryMs : false,
  });
