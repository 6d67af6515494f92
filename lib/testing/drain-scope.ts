import type { DrainScope } from '@/lib/containment/drain';

/** One held place on the board, with the calls and approvals that it is given, counted. */
export function buildDrainScope(changes: Partial<DrainScope> = {}): DrainScope {
  const { calls = [], approvals = [] } = changes;
  return {
    key: '0199a9a0-0000-7000-8000-000000000001',
    agentId: 'agt_1',
    agentName: 'xem-fleet-01',
    workspaceId: 'ws_billing',
    workspaceName: 'billing',
    inFlightCount: calls.filter(({ stage }) => stage === 'in_flight').length,
    queuedCount: calls.filter(({ stage }) => stage === 'queued').length,
    waitingCount: approvals.length,
    pastTimeoutCount: calls.filter(({ isPastTimeout }) => isPastTimeout).length,
    calls,
    approvals,
    ...changes,
  };
}
