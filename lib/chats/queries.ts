import { queryOptions } from '@tanstack/react-query';
import { listIncidentBranchesEndpoint } from '@/lib/chats/endpoints';
import { callApi } from '@/lib/http/api-client';

/** Read from XEM at each look, so no change on the incident makes it look again; a person does. */
export const incidentBranches = (incidentRef: string) =>
  queryOptions({
    queryKey: ['incidents', incidentRef, 'branches'],
    queryFn: ({ signal }) => callApi(listIncidentBranchesEndpoint, { incidentRef }, { signal }),
  });
