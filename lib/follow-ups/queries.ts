import { queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

/** Below the postmortem, whose gate they open. */
export const incidentFollowUps = (incidentRef: string) =>
  queryOptions({
    queryKey: ['incidents', incidentRef, 'postmortem', 'follow-ups'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/follow-ups/endpoints')).listFollowUpsEndpoint,
        { incidentRef },
        { signal },
      ),
  });
