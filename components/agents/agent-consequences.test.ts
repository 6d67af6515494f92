import { expect, test } from 'vitest';
import { agentConsequences } from '@/components/agents/agent-consequences';
import type { AgentDetail } from '@/lib/agents/agent';

const agent = {
  inFlightCount: 1,
  queuedCount: 2,
  pendingApprovalCount: 3,
  lastHourCount: 40,
  aloneIn: [{ workspaceId: 'ws_1', name: 'billing' }],
} as unknown as AgentDetail;

test('every action says what it costs now', () => {
  for (const kind of ['rotate_agent_keys', 'revoke_agent_credentials', 'delete_agent'] as const) {
    expect(agentConsequences(kind, agent)).toContain(
      'Right now it has 1 call in flight and 5 calls waiting; in the last hour it ran 40.',
    );
  }
});

test('cutting off the only agent of a workspace says so; new keys do not cut it off', () => {
  const last = 'No other agent is known to serve billing: nothing runs there afterwards.';
  expect(agentConsequences('delete_agent', agent)).toContain(last);
  expect(agentConsequences('revoke_agent_credentials', agent)).toContain(last);
  expect(agentConsequences('rotate_agent_keys', agent)).not.toContain(last);
});
