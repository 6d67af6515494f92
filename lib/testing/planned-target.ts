import type { PlannedTarget } from '@/lib/containment/plan-containment';

/** An agent that a stop would hold in one workspace, where it has nothing to do. */
export function buildPlannedTarget(changes: Partial<PlannedTarget> = {}): PlannedTarget {
  return {
    agentId: 'agt_1',
    agentName: 'xem-fleet-01',
    agentStatus: 'active',
    workspaceId: 'ws_billing',
    sources: ['binding'],
    inFlightCount: 0,
    dangerousInFlightCount: 0,
    queuedCount: 0,
    heldBy: [],
    ...changes,
  };
}
