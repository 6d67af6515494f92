import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { type ExecutionSearch, executionSearchParams } from '@/components/executions/search-params';
import { ViewList } from '@/components/executions/view-list';

afterEach(() => vi.unstubAllGlobals());

const search: ExecutionSearch = {
  window: '1h',
  since: null,
  until: null,
  status: ['failed'],
  tool: [],
  risk: [],
  agent: [],
  workspace: [],
  actor: [],
  wrong: [],
  chat: null,
  q: '',
};
const view = (viewId: string, name: string, isMine: boolean) => ({
  view_id: viewId,
  name,
  search: 'risk=irreversible',
  is_shared: !isMine,
  owner_name: isMine ? 'Ada' : 'Bob',
  is_mine: isMine,
  can_change: isMine,
  updated_at: '2026-11-22T12:00:00.000Z',
});

function open() {
  const requests: { method: string | undefined; url: string; body: unknown }[] = [];
  const views = [
    view('0197a000-0000-7000-8000-000000000001', 'Mine', true),
    view('0197a000-0000-7000-8000-000000000002', 'Theirs', false),
  ];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.method === 'GET') return Response.json({ data: views });
    requests.push({ method: init.method, url, body: init.body ? JSON.parse(String(init.body)) : null });
    return Response.json(init.method === 'DELETE' ? { view_id: 'x' } : views[0], { status: 200 });
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ViewList search={search} />
    </QueryClientProvider>,
  );
  return { requests, user: userEvent.setup() };
}

test('lists what everybody has, what others share and what is one’s own, as addresses', async () => {
  open();
  expect((await screen.findByRole('link', { name: /Theirs by Bob/ })).getAttribute('href')).toBe(
    '/executions?risk=irreversible',
  );
  const builtIn = within(screen.getByRole('region', { name: 'Always here' })).getAllByRole('link');
  for (const link of builtIn) {
    const [, query = ''] = (link.getAttribute('href') ?? '').split('?');
    // Each says only what the explorer understands.
    for (const name of new URLSearchParams(query).keys())
      expect(Object.keys(executionSearchParams)).toContain(name);
  }
  expect(screen.queryByRole('button', { name: 'Change Theirs' })).toBeNull();
});

test('saves what is shown, under a name', async () => {
  const { requests, user } = open();
  await user.type(await screen.findByLabelText('Save what is shown as'), 'Red hour');
  await user.click(screen.getByLabelText('Everybody sees it'));
  await user.click(screen.getByRole('button', { name: 'Save view' }));
  await vi.waitFor(() =>
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: '/api/v1/saved-views',
        body: { name: 'Red hour', is_shared: true, search: 'window=1h&status=failed' },
      },
    ]),
  );
});

test('deletes after a second word', async () => {
  const { requests, user } = open();
  await user.click(await screen.findByRole('button', { name: 'Change Mine' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  expect(await screen.findByText('Delete Mine?')).toBeDefined();
  expect(requests).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Delete' }));
  await vi.waitFor(() => expect(requests).toMatchObject([{ method: 'DELETE' }]));
});
