import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { AgentCalls } from '@/components/agents/agent-calls';
import type { AgentDetail } from '@/lib/agents/agent';
import { buildAgentDetail } from '@/lib/testing/agent-detail';

type OpenCall = AgentDetail['openCalls'][number];

const call: OpenCall = {
  invocationId: 'inv_1',
  executionId: null,
  status: 'queued',
  toolName: 'kubectl_drain',
  risk: 'write',
  workspaceId: 'ws_1',
  workspaceName: 'billing',
  createdAt: null,
};

const page = (openCalls: OpenCall[], mayCancel = true) => (
  <QueryClientProvider client={new QueryClient()}>
    <AgentCalls agent={buildAgentDetail({ queuedCount: 1, openCalls })} mayCancel={mayCancel} />
  </QueryClientProvider>
);

test('a call can be cancelled, and the dialog stays when the call has left the list', async () => {
  const user = userEvent.setup();
  const { rerender } = render(page([call]));
  await user.click(screen.getByRole('button', { name: 'Cancel kubectl_drain' }));
  expect(await screen.findByRole('dialog', { name: 'Cancel kubectl_drain?' })).toBeDefined();
  rerender(page([]));
  expect(screen.getByRole('dialog', { name: 'Cancel kubectl_drain?' })).toBeDefined();
});

test('who may not is offered nothing, and can copy the id of a call that has not run', () => {
  render(page([call], false));
  expect(screen.queryByRole('button', { name: /^Cancel/ })).toBeNull();
  expect(screen.getByRole('button', { name: 'Copy invocation inv_1' })).toBeDefined();
});
