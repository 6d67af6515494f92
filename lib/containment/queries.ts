import { queryOptions } from '@tanstack/react-query';
import {
  previewHoldEndpoint,
  previewStopEndpoint,
  readContainmentEndpoint,
  readHeldNowEndpoint,
} from '@/lib/containment/endpoints';
import type { HoldSelection } from '@/lib/containment/hold';
import { callApi } from '@/lib/http/api-client';

export function containmentOf(incidentRef: string) {
  return queryOptions({
    queryKey: ['incidents', incidentRef, 'containment'],
    queryFn: ({ signal }) => callApi(readContainmentEndpoint, { incidentRef }, { signal }),
  });
}

/** Never kept: the person decides on what is shown, so it is looked up afresh for every dialog. */
export function holdPreview(incidentRef: string | null, selection: HoldSelection) {
  return queryOptions({
    queryKey: ['hold-preview', incidentRef, selection],
    queryFn: ({ signal }) =>
      incidentRef === null
        ? callApi(previewStopEndpoint, selection, { signal })
        : callApi(previewHoldEndpoint, { incidentRef, ...selection }, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
}

/** Below `agents`, since what is held shows on agents and moves with them. */
export function heldNow() {
  return queryOptions({
    queryKey: ['agents', 'held'],
    queryFn: ({ signal }) => callApi(readHeldNowEndpoint, { limit: 200 }, { signal }),
  });
}
