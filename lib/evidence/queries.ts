import { queryOptions } from '@tanstack/react-query';
import { listEvidenceEndpoint } from '@/lib/evidence/endpoints';
import { callApi } from '@/lib/http/api-client';

export const incidentEvidence = (incidentRef: string) =>
  queryOptions({
    queryKey: ['incidents', incidentRef, 'evidence', 'items'],
    queryFn: ({ signal }) => callApi(listEvidenceEndpoint, { incidentRef }, { signal }),
  });
