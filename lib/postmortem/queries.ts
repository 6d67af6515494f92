import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/http/api-client';
import { readPostmortemEndpoint } from '@/lib/postmortem/endpoints';

export const incidentPostmortem = (incidentRef: string) =>
  queryOptions({
    queryKey: ['incidents', incidentRef, 'postmortem', 'overview'],
    queryFn: ({ signal }) => callApi(readPostmortemEndpoint, { incidentRef }, { signal }),
  });
