import { expect, it } from 'vitest';
import { stopFromExecution } from '@/components/incidents/stop-from-execution';
import type { ExecutionSummary } from '@/lib/executions/execution';

const execution: ExecutionSummary = {
  executionId: 'exe_1',
  invocationId: null,
  workspaceId: 'ws_1',
  workspaceName: 'billing',
  toolName: 'openstack_server_delete',
  target: null,
  agentId: 'agt_1',
  agentName: 'fleet-01',
  risk: 'irreversible',
  status: 'completed',
  exitCode: 0,
  approvalId: null,
  verdict: 'missing',
  chatId: null,
  requestedBy: null,
  occurredAt: '2026-11-22T20:00:00.000Z',
  startedAt: null,
  completedAt: null,
  durationMs: null,
  incidentRefs: ['INC-3', 'INC-7'],
  openIncidentRef: 'INC-7',
};

const declare = {
  title: 'openstack_server_delete on billing: no approval',
  subject: { kind: 'execution', subjectId: 'exe_1' },
};

it('joins the open incident that has the execution', () => {
  expect(stopFromExecution(execution)).toMatchObject({ joins: 'INC-7', declare });
});

it('declares one when every incident that has it is closed', () => {
  const stop = stopFromExecution({ ...execution, openIncidentRef: null });
  expect(stop).toMatchObject({ declare });
  expect(stop).not.toHaveProperty('joins');
});
