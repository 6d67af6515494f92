import type { Containment, LateCall } from '@/lib/containment/containment';

/** What a person can take in at once; the log of the incident has them all. */
const shownLateCalls = 50;

type Capped = Pick<Containment, 'lateCalls' | 'lateCallCount' | 'startedAfterCount' | 'landedAfterCount'>;

/**
 * The late calls as they are sent: the newest of them, and how many there are. Those that began after the stop go
 * before any that landed, since they are a breach and ask for an act. Expects the newest first, and keeps that order.
 */
export function capLateCalls(calls: LateCall[]): Capped {
  const started = calls.filter(({ how }) => how === 'started');
  const landed = calls.filter(({ how }) => how === 'landed');
  const shown = new Set([...started, ...landed].slice(0, shownLateCalls));
  return {
    lateCalls: calls.filter((call) => shown.has(call)),
    lateCallCount: calls.length,
    startedAfterCount: started.length,
    landedAfterCount: landed.length,
  };
}
