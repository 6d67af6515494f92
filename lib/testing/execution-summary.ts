import type { ExecutionSummary } from '@/lib/executions/execution';

/** An execution as lists show it: it ended well, and nobody had approved it. */
export function buildExecutionSummary(changes: Partial<ExecutionSummary> = {}): ExecutionSummary {
  return {
    executionId: 'exe_1',
    invocationId: null,
    workspaceId: 'ws_billing',
    workspaceName: 'billing',
    toolName: 'server_delete',
    target: null,
    agentId: 'agt_1',
    agentName: 'xem-fleet-01',
    risk: 'destructive',
    status: 'completed',
    exitCode: 0,
    approvalId: null,
    verdict: 'missing',
    chatId: null,
    requestedBy: null,
    occurredAt: '2026-11-22T14:04:05.000Z',
    startedAt: '2026-11-22T14:04:05.000Z',
    completedAt: '2026-11-22T14:04:06.000Z',
    durationMs: 1_000,
    incidentRefs: [],
    openIncidentRef: null,
    ...changes,
  };
}
