import type { AgentDetail } from '@/lib/agents/agent';

/** An agent of one workspace that is well, runs freely and has nothing to do. */
export function buildAgentDetail(changes: Partial<AgentDetail> = {}): AgentDetail {
  const at = '2026-11-22T14:08:20.000Z';
  return {
    agentId: 'agt_1',
    name: 'xem-fleet-01',
    status: 'active',
    region: null,
    lease: 'valid',
    leaseExpiresAt: null,
    lastHeartbeatAt: null,
    manifestVersion: null,
    workspaces: [{ workspaceId: 'ws_billing', name: 'billing' }],
    toolCount: 0,
    isPaused: false,
    pausedWorkspaces: [],
    heldBy: [],
    inFlightCount: 0,
    queuedCount: 0,
    pendingApprovalCount: 0,
    observedAt: at,
    goneAt: null,
    tools: [],
    firstSeenAt: at,
    lastHourCount: 0,
    aloneIn: [],
    holds: [],
    openCalls: [],
    raw: {},
    ...changes,
  };
}
