import { expect, it } from 'vitest';
import { stopFromExecution } from '@/components/incidents/stop-from-execution';
import { buildExecutionSummary } from '@/lib/testing/execution-summary';

const execution = buildExecutionSummary({
  executionId: 'exe_1',
  workspaceName: 'billing',
  toolName: 'openstack_server_delete',
  verdict: 'missing',
  incidentRefs: ['INC-3', 'INC-7'],
  openIncidentRef: 'INC-7',
});

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
