import { queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

export const incidentEvidence = (incidentRef: string) =>
  queryOptions({
    queryKey: ['incidents', incidentRef, 'evidence', 'items'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/evidence/endpoints')).listEvidenceEndpoint,
        { incidentRef },
        { signal },
      ),
  });
