import { queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

/** Below the containment of the incident, so that what changes holds refreshes these too. */
export function releasesOf(incidentRef: string) {
  return queryOptions({
    queryKey: ['incidents', incidentRef, 'containment', 'releases'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/release/endpoints')).readReleasesEndpoint,
        { incidentRef },
        { signal },
      ),
  });
}

/** Never kept: the person decides on what is shown. */
export function releaseReview(incidentRef: string, holdId: string) {
  return queryOptions({
    queryKey: ['incidents', incidentRef, 'containment', 'review', holdId],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/release/endpoints')).readReleaseReviewEndpoint,
        { incidentRef, holdId },
        { signal },
      ),
    staleTime: 0,
    gcTime: 0,
  });
}
