import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { DrainBoard } from '@/components/containment/drain-board';
import { IncidentProvider } from '@/components/incidents/incident-context';
import type { Drain } from '@/lib/containment/drain';
import { drainOf } from '@/lib/containment/queries';
import { buildDrain } from '@/lib/testing/drain';
import { buildDrainCall } from '@/lib/testing/drain-call';
import { buildDrainScope } from '@/lib/testing/drain-scope';
import { buildHeldApproval } from '@/lib/testing/held-approval';
import { buildIncidentHere } from '@/lib/testing/incident-here';

const past = '2026-11-22T14:08:10.000Z';
const board = buildDrain({
  scopeCount: 200,
  stoppedCount: 200,
  isProven: true,
  scopes: [
    buildDrainScope({
      agentName: 'xem-fleet-01',
      calls: [buildDrainCall({ toolName: 'kubectl_drain', timesOutAt: past, isPastTimeout: true })],
      approvals: [buildHeldApproval({ toolName: 'openstack_server_delete' })],
    }),
  ],
});

afterEach(() => vi.unstubAllGlobals());

function show(data?: Drain) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });
  if (data) client.setQueryData(drainOf('INC-7').queryKey, data);
  render(
    <QueryClientProvider client={client}>
      <IncidentProvider value={buildIncidentHere({ mayCommand: false })}>
        <DrainBoard incidentRef="INC-7" />
      </IncidentProvider>
    </QueryClientProvider>,
  );
  return client;
}

test('the sums stand on top, then each place with what is open there', () => {
  show(board);
  expect(screen.getByText('approval locked')).toBeTruthy();
  const place = screen.getByText('xem-fleet-01').closest('li');
  if (!place) throw new Error('the place is no list item');
  const calls = within(place);
  expect(calls.getByText('past its time-out')).toBeTruthy();
  expect(calls.getByRole('button', { name: 'Cancel kubectl_drain' })).toBeTruthy();
  expect(calls.getByText(/locked by INC-7/)).toBeTruthy();
  expect(calls.getByRole('link', { name: 'Decide openstack_server_delete' })).toBeTruthy();
  expect(screen.getByText('Nothing is known to be open in 199 of 200 scopes.')).toBeTruthy();
});

const empty = { inFlightCount: 0, waitingCount: 0, pastTimeoutCount: 0, busyScopeCount: 0, scopes: [] };

test('what was typed to cancel a call stays when the call ends meanwhile', async () => {
  const user = userEvent.setup();
  const client = show(board);
  await user.click(screen.getByRole('button', { name: 'Cancel kubectl_drain' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Cancel kubectl_drain?' }));
  await user.type(dialog.getByLabelText('Reason'), 'wrong cluster');
  act(() => void client.setQueryData(drainOf('INC-7').queryKey, { ...board, ...empty }));
  expect(await screen.findByText(/^Drained\./)).toBeTruthy();
  expect(dialog.getByLabelText('Reason')).toHaveProperty('value', 'wrong cluster');
});

test('a board on which nothing is left says that all is drained, once that is proven', () => {
  show({ ...board, ...empty });
  expect(screen.getByText(/^Drained\./)).toBeTruthy();
});

test.each([
  ['an agent has not stopped', { stoppedCount: 199 }, /199 of 200 scopes have stopped/],
  ['calls were never read', { asOf: null }, /never been read/],
  ['calls were last read before the stop', {}, /not been read in full since/],
])('a board that knows of no call says why that proves nothing: %s', (_why, doubt, words) => {
  show({ ...board, ...empty, isProven: false, ...doubt });
  expect(screen.getByText('Nothing is known to run or to be queued here.')).toBeTruthy();
  expect(screen.getByText(words)).toBeTruthy();
  expect(screen.queryByText(/^Drained\./)).toBeNull();
});

test('a board that can no longer be read does not go on saying that all is drained', async () => {
  const answer = vi.fn(async () => {
    throw new TypeError('network');
  });
  vi.stubGlobal('fetch', answer);
  const client = show({ ...board, ...empty });
  await client.refetchQueries({ queryKey: drainOf('INC-7').queryKey });
  expect(await screen.findByText('It was drained when it was last read.')).toBeTruthy();
  expect(screen.queryByText(/^Drained\./)).toBeNull();
});

test('a board that cannot be read says so and offers to try again', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('network');
  });
  show();
  expect(await screen.findByText('What is still open cannot be read')).toBeTruthy();
  expect(screen.getByRole('button', { name: /again/i })).toBeTruthy();
});
