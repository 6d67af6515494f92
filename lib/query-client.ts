import { defaultShouldDehydrateQuery, environmentManager, QueryClient } from '@tanstack/react-query';

/** The live stream says when to look again, so data stays fresh long; a failed first look is tried once more. */
const staleTimeMs = 60_000;

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: staleTimeMs, retry: 1 },
      dehydrate: {
        // A page need not wait for what it prefetches: pending queries stream to the browser.
        shouldDehydrateQuery: (query) =>
          defaultShouldDehydrateQuery(query) || query.state.status === 'pending',
        // Next marks its own control-flow errors; redacting them would hide them from it.
        shouldRedactErrors: () => false,
      },
    },
  });
}

let browserClient: QueryClient | undefined;

/** One client a request on the server, one for good in the browser. */
export function getQueryClient(): QueryClient {
  if (environmentManager.isServer()) return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}
