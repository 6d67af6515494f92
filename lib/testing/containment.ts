import type { Containment } from '@/lib/containment/containment';

/** What an incident holds: nothing yet, unless told otherwise. */
export function buildContainment(changes: Partial<Containment> = {}): Containment {
  return {
    incidentRef: 'INC-7',
    holds: [],
    scopes: [],
    lateCalls: [],
    untakenInFlightCount: 0,
    untakenInFlightAtStopCount: 0,
    lateCallCount: 0,
    startedAfterCount: 0,
    landedAfterCount: 0,
    asOf: '2026-11-22T14:08:20.000Z',
    ...changes,
  };
}
