import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { HoldSelection } from '@/lib/containment/hold';
import { callLater } from '@/lib/http/call-later';

export function containmentOf(incidentRef: string) {
  return queryOptions({
    queryKey: ['incidents', incidentRef, 'containment'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/containment/endpoints')).readContainmentEndpoint,
        { incidentRef },
        { signal },
      ),
  });
}

/** Below the containment, which changes whenever a call behind a stop does. */
export function drainOf(incidentRef: string) {
  return queryOptions({
    queryKey: ['incidents', incidentRef, 'containment', 'drain'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/containment/endpoints')).readDrainEndpoint,
        { incidentRef },
        { signal },
      ),
  });
}

export const outsidePausePageSize = 50;

/** Of one agent, or of those that an incident holds or has held. */
export type PausesOf = { agentId?: string; incidentRef?: string };

/** Below `agents`, since what XEM shows of an agent moves with them. */
export function outsidePauses(of: PausesOf = {}) {
  return infiniteQueryOptions({
    queryKey: ['agents', 'outside-pauses', of],
    queryFn: ({ pageParam, signal }) =>
      callLater(
        async () => (await import('@/lib/containment/endpoints')).readOutsidePausesEndpoint,
        { ...of, limit: outsidePausePageSize, ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Never kept: the person decides on what is shown, so it is looked up afresh for every dialog. */
export function holdPreview(incidentRef: string | null, selection: HoldSelection) {
  return queryOptions({
    queryKey: ['hold-preview', incidentRef, selection],
    queryFn: ({ signal }) =>
      incidentRef === null
        ? callLater(
            async () => (await import('@/lib/containment/endpoints')).previewStopEndpoint,
            selection,
            { signal },
          )
        : callLater(
            async () => (await import('@/lib/containment/endpoints')).previewHoldEndpoint,
            { incidentRef, ...selection },
            { signal },
          ),
    staleTime: 0,
    gcTime: 0,
  });
}

/** Below `agents`, since what is held shows on agents and moves with them. */
export function heldNow() {
  return queryOptions({
    queryKey: ['agents', 'held'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/containment/endpoints')).readHeldNowEndpoint,
        { limit: 200 },
        { signal },
      ),
  });
}
