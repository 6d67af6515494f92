import { queryOptions } from '@tanstack/react-query';
import { listArchivesEndpoint } from '@/lib/archive/endpoints';
import { callApi } from '@/lib/http/api-client';

export const incidentArchives = (incidentRef: string) =>
  queryOptions({
    queryKey: ['incidents', incidentRef, 'evidence', 'archives'],
    queryFn: ({ signal }) => callApi(listArchivesEndpoint, { incidentRef }, { signal }),
  });
