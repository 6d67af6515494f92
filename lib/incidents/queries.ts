import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';
import type { Phase } from '@/lib/incidents/phase';
import type { Severity } from '@/lib/incidents/severity';

export type IncidentFilter = {
  state?: 'open' | 'closed' | 'all';
  severity?: Severity[];
  phase?: Phase[];
  text?: string;
  subjectId?: string;
};

export const incidentPageSize = 50;

export const incidentList = (filter: IncidentFilter) =>
  infiniteQueryOptions({
    queryKey: ['incidents', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      callLater(
        async () => (await import('@/lib/incidents/endpoints')).listIncidentsEndpoint,
        { ...filter, limit: incidentPageSize, ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });

export const incidentDetail = (incidentRef: string) =>
  queryOptions({
    queryKey: ['incidents', incidentRef, 'detail'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/incidents/endpoints')).readIncidentEndpoint,
        { incidentRef },
        { signal },
      ),
  });
