import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { CapabilityNote } from '@/components/connection/capability-note';
import { ConnectionPanel } from '@/components/connection/connection-panel';
import { connectionSchema } from '@/lib/connection/connection-schema';
import { toWire } from '@/lib/http/wire-case';
import { buildConnection } from '@/lib/testing/connection';

const overTheCommandLine = buildConnection({
  transport: 'cli',
  profile: 'erebine',
  product: 'Erebine',
  platform: 'EEM',
  baseUrl: null,
  client: 'erectl',
  agentUnit: 'erebine-eem-agent',
  missing: [
    { operation: 'listApprovals', why: 'The client asks for a path that the router does not have.' },
    { operation: 'approve', why: 'The client asks for a path that the router does not have.' },
  ],
  limited: [{ operation: 'listTools', why: 'The client does not show the risk of a tool.' }],
  circuits: [
    { surface: 'agents', state: 'open', scope: 'management', cost: 'Agents cannot be stopped.' },
    { surface: 'exec', state: 'closed', scope: 'execution', cost: 'Executions are not seen.' },
  ],
  clockSkewMs: -4_000,
});

const probe = {
  probe_id: '01980000-0000-7000-8000-000000000001',
  state: 'finished',
  requested_by_name: 'Ada',
  requested_at: '2026-11-22T14:00:00.000Z',
  finished_at: '2026-11-22T14:00:05.000Z',
  error_message: null,
  report: null,
};

const report = {
  keys: [
    { key_name: 'XEM_API_KEY', is_accepted: true, scopes: { execution: 'carried', management: 'lacking' } },
  ],
  surfaces: [{ surface: 'agents', verdict: 'lacks_scope', said: '403', cost: 'No containment.' }],
  operations: [{ operation: 'showTool', path: '/exec/tools/{tool_name}', answers: false, said: '404' }],
  assumptions: [{ id: 'A-06', verdict: 'otherwise', said: 'PUT' }],
  unseen: [{ what: 'agent.exec_paused', cost: 'A stop cannot be verified.' }],
  overrides: {},
};

afterEach(() => vi.unstubAllGlobals());

function draw(mayProbe: boolean, probes: object[]) {
  const posts: string[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.method === 'POST') posts.push(url);
    if (url === '/api/v1/connection') return Response.json(toWire(connectionSchema, overTheCommandLine));
    if (init.method === 'POST') return Response.json({ ...probe, state: 'requested', finished_at: null });
    if (url.endsWith(probe.probe_id)) return Response.json({ ...probe, report });
    return Response.json({ data: probes, next_cursor: null });
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <CapabilityNote operation="listApprovals" title="Approvals are not there." />
      <CapabilityNote operation="listAgents" title="Agents are not there." />
      <ConnectionPanel mayProbe={mayProbe} />
    </QueryClientProvider>,
  );
  return { posts, user: userEvent.setup() };
}

test('what the command-line client cannot do is said, on its page and where it matters', async () => {
  draw(false, []);
  expect(await screen.findByText('List approvals, Approve')).toBeDefined();
  expect(screen.getByText('List tools')).toBeDefined();
  expect(screen.getByText('Approvals are not there.')).toBeDefined();
  expect(screen.queryByText('Agents are not there.')).toBeNull();
  expect(screen.getByText('kept failing, not asked')).toBeDefined();
  expect(screen.getByText('Agents cannot be stopped.')).toBeDefined();
  expect(screen.getByText('4.0 s behind ours')).toBeDefined();
});

test('a probe is for admins to run, and for everybody to read', async () => {
  draw(false, [probe]);
  expect(await screen.findByText('Running it needs the role Admin.')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Run the probe' })).toBeNull();
  expect(await screen.findByText(/No containment\. It said: 403/)).toBeDefined();
  expect(screen.getByText('A pause is a POST that names the workspace by its id')).toBeDefined();
  expect(screen.getByText('A stop cannot be verified.')).toBeDefined();
  expect(screen.getByRole('link', { name: 'Download contract file' }).getAttribute('href')).toBe(
    `/api/v1/connection/probes/${probe.probe_id}/contract`,
  );
});

test('an admin runs it once, however often the button is pressed', async () => {
  const { posts, user } = draw(true, [{ ...probe, state: 'running', finished_at: null }]);
  const button = await screen.findByRole('button', { name: 'Asking the router…' });
  await user.click(button);
  expect(posts).toEqual([]);
});
