import { isInScope, type Work } from '@/lib/containment/agent-scope';
import type { OpenCall } from '@/lib/containment/open-call';
import { byOurClock } from '@/lib/containment/our-clock';

/** Where a hold means whoever works, and not only agents that it names. */
export type HeldPlace = {
  /** Null for everywhere. */
  workspaceId: string | null;
  /** While one of its agents was free, by our clock. */
  free: { from: Date; to: Date | null }[];
};

/**
 * Whether work that names no agent belongs to the stop of a place. What began while one of its agents was free may be what
 * that one does; where nobody knows when it began, that is so for as long as one is free. `beganAt` is by our clock.
 */
export function isUntakenInPlace(
  { workspaceId, free }: HeldPlace,
  { beganAt, ...work }: Work & { beganAt: Date | null },
): boolean {
  if (!isInScope({ agentId: null, workspaceId }, work)) return false;
  return !free.some(({ from, to }) =>
    beganAt === null ? to === null : from <= beganAt && (to === null || beganAt <= to),
  );
}

/** The open calls that belong to the stop of a place though they name no agent. */
export function untakenCallsIn(place: HeldPlace, calls: OpenCall[], clockSkewMs: number | null): OpenCall[] {
  return calls.filter(({ agentId, workspaceId, since }) => {
    const beganAt = since === null ? null : byOurClock(new Date(since), clockSkewMs);
    return isUntakenInPlace(place, { agentId, workspaceId, beganAt });
  });
}
