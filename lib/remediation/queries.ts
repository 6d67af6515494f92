import { queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

export const incidentRemediation = (incidentRef: string) =>
  queryOptions({
    queryKey: ['incidents', incidentRef, 'remediation'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/remediation/endpoints')).readRemediationEndpoint,
        { incidentRef },
        { signal },
      ),
  });
