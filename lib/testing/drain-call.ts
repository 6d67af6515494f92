import type { DrainCall } from '@/lib/containment/drain';

/** A call that still runs behind a stop, without a limit that anybody knows. */
export function buildDrainCall(changes: Partial<DrainCall> = {}): DrainCall {
  return {
    invocationId: 'inv_1',
    executionId: 'exe_1',
    agentId: 'agt_1',
    workspaceId: 'ws_billing',
    toolName: 'kubectl_drain',
    risk: 'destructive',
    status: 'running',
    stage: 'in_flight',
    since: '2026-11-22T14:08:00.000Z',
    timesOutAt: null,
    isTimeoutEstimated: false,
    isPastTimeout: false,
    ...changes,
  };
}
