import type { LateCall } from '@/lib/containment/containment';

/** A call that was on its way when its agent was stopped, and landed. */
export function buildLateCall(changes: Partial<LateCall> = {}): LateCall {
  return {
    executionId: 'exe_1',
    how: 'landed',
    agentId: 'agt_1',
    agentName: 'xem-fleet-01',
    workspaceId: 'ws_billing',
    toolName: 'server_delete',
    risk: 'destructive',
    status: 'completed',
    happenedAt: '2026-11-22T14:08:40.000Z',
    landedAt: null,
    reason: null,
    holdId: null,
    scopeId: null,
    clockSkewMs: null,
    ...changes,
  };
}
