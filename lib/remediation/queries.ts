import { queryOptions } from '@tanstack/react-query';
import { callApi } from '@/lib/http/api-client';
import { readRemediationEndpoint } from '@/lib/remediation/endpoints';

export const incidentRemediation = (incidentRef: string) =>
  queryOptions({
    queryKey: ['incidents', incidentRef, 'remediation'],
    queryFn: ({ signal }) => callApi(readRemediationEndpoint, { incidentRef }, { signal }),
  });
