import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { AgentEvents } from '@/components/agents/agent-events';
import { listAgentEventsEndpoint } from '@/lib/agents/endpoints';
import { toWire } from '@/lib/http/wire-case';

afterEach(() => vi.unstubAllGlobals());

test('writes out what would hide or reorder the words of an event', async () => {
  const event = {
    eventId: 'evt_1',
    agentId: 'agt_1',
    type: 'exec_paused',
    occurredAt: '2026-11-22T10:00:00.000Z',
    workspaceId: null,
    detail: 'by user\u202Enimda',
  };
  vi.stubGlobal('fetch', async () =>
    Response.json(toWire(listAgentEventsEndpoint.answer, { data: [event], nextCursor: null } as never)),
  );
  render(
    <QueryClientProvider client={new QueryClient()}>
      <AgentEvents agentId="agt_1" />
    </QueryClientProvider>,
  );
  expect(await screen.findByText('by user\\u{202e}nimda')).toBeDefined();
});
