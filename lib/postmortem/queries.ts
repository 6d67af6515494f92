import { queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

export const incidentPostmortem = (incidentRef: string) =>
  queryOptions({
    queryKey: ['incidents', incidentRef, 'postmortem', 'overview'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/postmortem/endpoints')).readPostmortemEndpoint,
        { incidentRef },
        { signal },
      ),
  });
