import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { CancelCallDialog } from '@/components/executions/cancel-call-dialog';

afterEach(() => vi.unstubAllGlobals());

const cancelled = (outcome: string, seenStatus: string | null) =>
  Response.json({
    cancellation_id: 'can_1',
    invocation_id: 'inv_1',
    reason: 'wrong cluster',
    outcome,
    seen_status: seenStatus,
    error_message: null,
    requested_by_name: 'Ada',
    requested_at: '2026-11-22T12:00:00.000Z',
    xem_request_id: 'req_9',
  });

async function open(answer: () => Response) {
  const requests: { url: string; body: unknown; key: string | null }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const key = new Headers(init.headers).get('idempotency-key');
    requests.push({ url, body: JSON.parse(String(init.body)), key });
    return answer();
  });
  const onClose = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <CancelCallDialog
        invocationId="inv_1"
        toolName="kubectl_drain"
        agentName="xem-fleet-03"
        incidentRef="INC-7"
        onClose={onClose}
      />
    </QueryClientProvider>,
  );
  await screen.findByRole('dialog');
  return { requests, onClose, user: userEvent.setup() };
}

const press = 'Cancel this call';

test('nothing is sent without a reason', async () => {
  const { requests, user } = await open(() => cancelled('confirmed', 'cancelled'));
  await user.click(screen.getByRole('button', { name: press }));
  expect(await screen.findByText('Say why, in a few words.')).toBeDefined();
  expect(requests).toEqual([]);
});

test.each([
  ['confirmed', 'cancelled', /XEM shows the call as cancelled/],
  ['accepted', 'running', /still open \(running\)/],
  ['over_already', 'completed', /too late/],
  ['uncertain', null, /no proper answer/],
])('stays open and says what came of it: %s', async (outcome, seenStatus, words) => {
  const { requests, user, onClose } = await open(() => cancelled(outcome, seenStatus));
  await user.type(screen.getByLabelText('Reason'), 'wrong cluster');
  await user.click(screen.getByRole('button', { name: press }));
  expect(await screen.findByText(words)).toBeDefined();
  expect(screen.getByText('XEM request req_9')).toBeDefined();
  expect(screen.queryByRole('button', { name: press })).toBeNull();
  expect(onClose).not.toHaveBeenCalled();
  expect(requests).toMatchObject([
    {
      url: '/api/v1/invocations/inv_1/cancel',
      body: { reason: 'wrong cluster', incident_ref: 'INC-7' },
    },
  ]);
});

test('a lost answer can be asked for again under the same key', async () => {
  let isDown = true;
  const { requests, user } = await open(() => {
    if (isDown) throw new TypeError('network');
    return cancelled('confirmed', 'cancelled');
  });
  await user.type(screen.getByLabelText('Reason'), 'wrong cluster');
  await user.click(screen.getByRole('button', { name: press }));
  expect(await screen.findByText(/cannot be reached/)).toBeDefined();
  isDown = false;
  await user.click(screen.getByRole('button', { name: press }));
  expect(await screen.findByText(/XEM shows the call as cancelled/)).toBeDefined();
  expect(requests[0]?.key).toBeTruthy();
  expect(requests[1]?.key).toBe(requests[0]?.key);
});
