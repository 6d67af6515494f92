import { environmentManager, QueryClient } from '@tanstack/react-query';

/** The live stream says when to look again, so data stays fresh long; a failed first look is tried once more. */
const staleTimeMs = 60_000;

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: staleTimeMs, retry: 1 },
    },
  });
}

let browserClient: QueryClient | undefined;

/**
 * One client a request on the server, one for good in the browser. Pages await what they prefetch: a query that is still
 * pending would be drawn empty on the server and full in the browser, and React would throw the page away.
 */
export function getQueryClient(): QueryClient {
  if (environmentManager.isServer()) return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}
