import { queryOptions } from '@tanstack/react-query';
import { listFollowUpsEndpoint } from '@/lib/follow-ups/endpoints';
import { callApi } from '@/lib/http/api-client';

/** Below the postmortem, whose gate they open. */
export const incidentFollowUps = (incidentRef: string) =>
  queryOptions({
    queryKey: ['incidents', incidentRef, 'postmortem', 'follow-ups'],
    queryFn: ({ signal }) => callApi(listFollowUpsEndpoint, { incidentRef }, { signal }),
  });
