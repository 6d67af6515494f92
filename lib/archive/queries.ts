import { queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

export const incidentArchives = (incidentRef: string) =>
  queryOptions({
    queryKey: ['incidents', incidentRef, 'evidence', 'archives'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/archive/endpoints')).listArchivesEndpoint,
        { incidentRef },
        { signal },
      ),
  });
