import type { HeldScope } from '@/lib/containment/containment';

/** One agent in one workspace that the hold of `buildHold` means: XEM is still to be asked to pause it. */
export function buildHeldScope(changes: Partial<HeldScope> = {}): HeldScope {
  return {
    scopeId: '0199a9a0-0000-7000-8000-000000000001',
    agentId: 'agt_1',
    agentName: 'xem-fleet-01',
    workspaceId: 'ws_billing',
    workspaceName: 'billing',
    desired: 'paused',
    progress: 'requested',
    requestedAt: '2026-11-22T14:08:20.000Z',
    acceptedAt: null,
    observedAt: null,
    drainedAt: null,
    isHeld: true,
    heldSince: '2026-11-22T14:08:20.000Z',
    alsoHeldBy: [],
    holdIds: ['0199a9a0-0000-7000-8000-000000000000'],
    sources: ['binding'],
    joinedAt: null,
    attemptCount: 0,
    nextAttemptAt: null,
    error: null,
    inFlightAtStopCount: 0,
    inFlightCount: 0,
    inFlight: [],
    queuedCount: 0,
    queuedByTool: [],
    approvalCount: 0,
    manualCommand: 'xeroctl agents pause-exec agt_1 --workspace billing',
    ...changes,
  };
}
