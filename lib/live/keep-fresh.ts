import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';

/** Rest of a list with more than its first page: each refresh reads all of its pages, one after the other. In ms. */
const leastRestMs = 10_000;
/** How many times longer such a list rests than its last refresh took. */
const restShare = 5;

export type Freshener = { refresh: (queryKey?: QueryKey) => void; close: () => void };

/**
 * Reads again what a change made stale. A reading that runs is never thrown away, or changes that come faster than the
 * server answers would leave nothing read: it is let finish, and another follows since it may have missed the change.
 */
export function keepFresh(client: QueryClient): Freshener {
  const cache = client.getQueryCache();
  /** Changed since their last reading began. */
  const due = new Set<string>();
  /** Being read, or at rest after it. */
  const busy = new Map<string, ReturnType<typeof setTimeout> | null>();

  function readIfFree(query: Query): void {
    const { queryHash, queryKey, state } = query;
    if (!due.has(queryHash) || busy.has(queryHash) || state.fetchStatus !== 'idle') return;
    due.delete(queryHash);
    query.invalidate();
    if (!query.isActive() || query.isStatic()) return;
    busy.set(queryHash, null);
    const beganMs = Date.now();
    void client
      .refetchQueries({ queryKey, exact: true }, { cancelRefetch: false })
      .then(() => rest(query, Date.now() - beganMs));
  }

  function rest(query: Query, tookMs: number): void {
    const { queryHash } = query;
    // A person who asked for the next page went first.
    if (query.state.fetchMeta?.fetchMore) due.add(queryHash);
    const wake = () => {
      busy.delete(queryHash);
      readIfFree(query);
    };
    busy.set(queryHash, setTimeout(wake, restMs(query.state.data, tookMs)));
  }

  const unsubscribe = cache.subscribe(({ type, query }) => {
    if (type === 'updated') readIfFree(query);
    if (type === 'removed') due.delete(query.queryHash);
  });
  return {
    refresh(queryKey) {
      for (const query of cache.findAll(queryKey && { queryKey })) {
        due.add(query.queryHash);
        readIfFree(query);
      }
    },
    close() {
      unsubscribe();
      for (const timer of busy.values()) if (timer) clearTimeout(timer);
    },
  };
}

function restMs(data: unknown, tookMs: number): number {
  const hasPages = typeof data === 'object' && data !== null && 'pages' in data;
  const isLong = hasPages && Array.isArray(data.pages) && data.pages.length > 1;
  return isLong ? Math.max(leastRestMs, restShare * tookMs) : 0;
}
