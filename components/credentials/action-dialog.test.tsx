import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { ActionDialog, type ActionDialogProps } from '@/components/credentials/action-dialog';
import { AppError } from '@/lib/errors';
import { problemAnswer } from '@/lib/testing/problem-answer';

type Request = { method: string; url: string; body: unknown; key: string | null };
type Reply = AppError | { body: unknown };

const action = {
  action_id: '01980000-0000-7000-8000-000000000001',
  kind: 'revoke_agent_credentials',
  subject_id: 'agt_1',
  subject_name: 'xem-fleet-01',
  reason: 'the host was entered',
  incident_ref: null,
  outcome: 'accepted',
  detail: 'XEM shows the agent as revoked.',
  requested_by_name: 'Ada',
  requested_at: '2026-11-22T14:00:00.000Z',
  answered_at: '2026-11-22T14:00:01.000Z',
  xem_request_id: 'req_1',
};

const stale = new AppError('fresh_sign_in_required', 'This cannot be undone. Prove first that it is you.');

afterEach(() => vi.unstubAllGlobals());

async function open(replies: Record<string, Reply[]>, change: Partial<ActionDialogProps> = {}) {
  const requests: Request[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const path = url.split('?')[0] ?? url;
    const line = `${init.method} ${path}`;
    const key = new Headers(init.headers).get('idempotency-key');
    if (init.method === 'POST') {
      requests.push({ method: 'POST', url: path, body: JSON.parse(String(init.body ?? 'null')), key });
    }
    const queue = replies[line] ?? [];
    const reply = (queue.length > 1 ? queue.shift() : queue[0]) ?? { body: { data: [], next_cursor: null } };
    return reply instanceof AppError ? problemAnswer(reply) : Response.json(reply.body);
  });
  const onClose = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <ActionDialog
        kind="revoke_agent_credentials"
        subjectId="agt_1"
        subjectName="xem-fleet-01"
        consequences={['It has to be enrolled anew.']}
        incidentRef={null}
        onClose={onClose}
        {...change}
      />
    </QueryClientProvider>,
  );
  await screen.findByRole('alertdialog');
  return { requests, onClose, user: userEvent.setup() };
}

const revoke = 'POST /api/v1/agents/agt_1/revoke-credentials';
const proof = '/api/v1/account/proof';

test('it says what it costs, and sends nothing without the name and the reason', async () => {
  const { requests, user } = await open({ [revoke]: [{ body: action }] });
  expect(screen.getByText('It has to be enrolled anew.')).toBeDefined();
  await user.type(screen.getByLabelText('Reason'), 'the host was entered');
  await user.click(screen.getByRole('button', { name: 'Revoke credentials' }));
  await user.type(screen.getByLabelText(/Type xem-fleet-01/), 'xem-fleet-01');
  await user.clear(screen.getByLabelText('Reason'));
  await user.click(screen.getByRole('button', { name: 'Revoke credentials' }));
  expect(await screen.findByText('Say why, in a few words.')).toBeDefined();
  expect(requests).toEqual([]);
});

test('a stale sign-in is proven by password, and what was typed goes on with the same key', async () => {
  const { requests, user } = await open({
    [revoke]: [stale, { body: action }],
    [`GET ${proof}`]: [{ body: { is_fresh: false, fresh_until: null, has_password: true } }],
    [`POST ${proof}`]: [{ body: { is_fresh: true, fresh_until: null, has_password: true } }],
  });
  await user.type(screen.getByLabelText('Reason'), 'the host was entered');
  await user.type(screen.getByLabelText(/Type xem-fleet-01/), 'xem-fleet-01');
  await user.click(screen.getByRole('button', { name: 'Revoke credentials' }));
  await user.type(await screen.findByLabelText('Your password'), 'a long enough password');
  await user.click(screen.getByRole('button', { name: 'Confirm and go on' }));

  expect(await screen.findByText('XEM accepted it.')).toBeDefined();
  expect(screen.getByText('XEM shows the agent as revoked.')).toBeDefined();
  expect(requests.map(({ url }) => url)).toEqual([
    '/api/v1/agents/agt_1/revoke-credentials',
    proof,
    '/api/v1/agents/agt_1/revoke-credentials',
  ]);
  expect(requests[2]).toEqual(requests[0]);
  expect(requests[0]?.body).toEqual({
    reason: 'the host was entered',
    confirm: 'xem-fleet-01',
    incident_ref: null,
  });
  expect(requests[0]?.key).toBeTruthy();
});

test('closing the question leaves the form as it was, and nothing is done', async () => {
  const { requests, user, onClose } = await open({
    [revoke]: [stale],
    [`GET ${proof}`]: [{ body: { is_fresh: false, fresh_until: null, has_password: true } }],
  });
  await user.type(screen.getByLabelText('Reason'), 'the host was entered');
  await user.type(screen.getByLabelText(/Type xem-fleet-01/), 'xem-fleet-01');
  await user.click(screen.getByRole('button', { name: 'Revoke credentials' }));
  await screen.findByLabelText('Your password');
  await user.keyboard('{Escape}');
  expect(await screen.findByText('This cannot be undone. Prove first that it is you.')).toBeDefined();
  expect(screen.getByLabelText<HTMLTextAreaElement>('Reason').value).toBe('the host was entered');
  expect(requests).toHaveLength(1);
  expect(onClose).not.toHaveBeenCalled();
});

test('who has no password is told of a sign-in link, and goes on once it was opened', async () => {
  const noPassword = { fresh_until: null, has_password: false };
  const { user } = await open({
    [revoke]: [stale, { body: action }],
    [`GET ${proof}`]: [
      { body: { ...noPassword, is_fresh: false } },
      { body: { ...noPassword, is_fresh: false } },
      { body: { ...noPassword, is_fresh: true } },
    ],
  });
  await user.type(screen.getByLabelText('Reason'), 'the host was entered');
  await user.type(screen.getByLabelText(/Type xem-fleet-01/), 'xem-fleet-01');
  await user.click(screen.getByRole('button', { name: 'Revoke credentials' }));
  expect(await screen.findByText(/You have no password/)).toBeDefined();
  const goOn = screen.getByRole('button', { name: 'I have opened it, go on' });
  await user.click(goOn);
  expect(await screen.findByText(/No new sign-in link has been opened/)).toBeDefined();
  await user.click(goOn);
  expect(await screen.findByText('XEM accepted it.')).toBeDefined();
});

test('an answer that never came says so, and how to find out', async () => {
  const unknown = {
    ...action,
    outcome: 'unknown',
    detail: 'XEM did not answer in time.',
    xem_request_id: null,
  };
  const { user, onClose } = await open({ [revoke]: [{ body: unknown }] });
  await user.type(screen.getByLabelText('Reason'), 'the host was entered');
  await user.type(screen.getByLabelText(/Type xem-fleet-01/), 'xem-fleet-01');
  await user.click(screen.getByRole('button', { name: 'Revoke credentials' }));
  expect(await screen.findByText('Nobody knows whether XEM did it.')).toBeDefined();
  expect(screen.getByText(/Look at the status of the agent/)).toBeDefined();
  await user.click(screen.getAllByRole('button', { name: 'Close' })[0] as HTMLElement);
  await waitFor(() => expect(onClose).toHaveBeenCalled());
});

test('a key that Holdfast works with wants its setting typed as well', async () => {
  const { requests, user } = await open(
    { 'POST /api/v1/api-keys/key_1/revoke': [{ body: { ...action, kind: 'revoke_api_key' } }] },
    { kind: 'revoke_api_key', subjectId: 'key_1', subjectName: 'operations', ownSetting: 'XEM_API_KEY' },
  );
  await user.type(screen.getByLabelText('Reason'), 'it leaked');
  await user.type(screen.getByLabelText(/Type operations/), 'operations');
  await user.click(screen.getByRole('button', { name: 'Revoke API key' }));
  expect(await screen.findByText(/Type XEM_API_KEY exactly/)).toBeDefined();
  expect(requests).toEqual([]);
  await user.type(screen.getByLabelText(/cut it off all the same/), 'XEM_API_KEY');
  await user.click(screen.getByRole('button', { name: 'Revoke API key' }));
  expect(await screen.findByText('XEM accepted it.')).toBeDefined();
  expect(requests[0]?.body).toMatchObject({ confirm: 'operations', confirm_own_use: 'XEM_API_KEY' });
});
