import type { HoldPreview } from '@/lib/containment/hold-preview';

/** What a stop of everything would hold and cost: nobody, and nothing, unless told otherwise. */
export function buildHoldPreview(changes: Partial<HoldPreview> = {}): HoldPreview {
  return {
    rung: 'all',
    agentId: null,
    agentName: null,
    workspaceId: null,
    workspaceName: null,
    workspaces: [{ workspaceId: 'ws_billing', workspaceName: 'billing' }],
    targets: [],
    inFlightCount: 0,
    dangerousInFlightCount: 0,
    queuedCount: 0,
    approvalCount: 0,
    stopsPerHour: 0,
    healthyPerHour: 0,
    elsewherePerHour: 0,
    confirmName: null,
    asOf: '2026-11-22T14:08:20.000Z',
    ...changes,
  };
}
