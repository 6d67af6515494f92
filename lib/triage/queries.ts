import { queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

/** Below the timeline: what is affected changes when its facts enter the log. Leases run out without telling anybody. */
export const incidentTriage = (incidentRef: string) =>
  queryOptions({
    queryKey: ['incidents', incidentRef, 'timeline', 'triage'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/triage/endpoints')).readTriageEndpoint,
        { incidentRef },
        { signal },
      ),
    refetchInterval: 15_000,
  });
