import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/http/api-client';
import { readTriageEndpoint } from '@/lib/triage/endpoints';

/** Below the timeline: what is affected changes when its facts enter the log. Leases run out without telling anybody. */
export const incidentTriage = (incidentRef: string) =>
  queryOptions({
    queryKey: ['incidents', incidentRef, 'timeline', 'triage'],
    queryFn: ({ signal }) => callApi(readTriageEndpoint, { incidentRef }, { signal }),
    refetchInterval: 15_000,
  });
