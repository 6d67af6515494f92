import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IncidentDialogsProvider } from '@/components/console/incident-dialogs';
import { ContainmentPanel } from '@/components/containment/containment-panel';
import { HeldScopes } from '@/components/containment/held-scopes';
import { IncidentProvider } from '@/components/incidents/incident-context';
import { CommandsProvider } from '@/components/shell/commands';
import { containmentOf, drainOf } from '@/lib/containment/queries';
import { buildContainment } from '@/lib/testing/containment';
import { buildDrain } from '@/lib/testing/drain';
import { buildDrainCall } from '@/lib/testing/drain-call';
import { buildDrainScope } from '@/lib/testing/drain-scope';
import { buildHeldApproval } from '@/lib/testing/held-approval';
import { buildHeldScope } from '@/lib/testing/held-scope';
import { buildHold } from '@/lib/testing/hold';
import { buildIncidentHere } from '@/lib/testing/incident-here';
import { buildLateCall } from '@/lib/testing/late-call';
import { buildReceipt } from '@/lib/testing/receipt';

const failed = buildHeldScope({
  scopeId: 'scope_1',
  progress: 'rejected',
  attemptCount: 1,
  error: { code: 'xem_refused', message: 'XEM refuses it.', xemRequestId: null },
  inFlightAtStopCount: 1,
  inFlightCount: 1,
  approvalCount: 1,
  manualCommand: 'xeroctl agents pause-exec agt_1',
});
const unasked = buildHeldScope({
  scopeId: 'scope_2',
  agentId: 'agt_2',
  agentName: 'xem-fleet-02',
  progress: 'requested',
  attemptCount: 0,
});
const containment = buildContainment({
  holds: [
    buildHold({
      scopeIds: ['scope_1', 'scope_2'],
      receipt: buildReceipt({ inFlightAtStopCount: 1, startedAfterCount: 1 }),
    }),
  ],
  scopes: [failed, unasked],
  lateCalls: [
    buildLateCall({
      executionId: 'exe_2',
      how: 'started',
      agentId: 'agt_3',
      agentName: 'xem-fleet-03',
      toolName: 'server_delete',
      status: 'running',
    }),
  ],
  untakenInFlightCount: 0,
  untakenInFlightAtStopCount: 0,
  lateCallCount: 1,
  startedAfterCount: 1,
});
const drain = buildDrain({
  scopeCount: 2,
  scopes: [
    buildDrainScope({
      calls: [buildDrainCall({ executionId: null, toolName: 'kubectl_drain', isTimeoutEstimated: true })],
      approvals: [buildHeldApproval({ toolName: 'server_stop' })],
    }),
  ],
});

// All is known from the start; what is asked again waits.
beforeEach(() => void vi.stubGlobal('fetch', () => new Promise(() => undefined)));
afterEach(() => vi.unstubAllGlobals());

async function show(mayWrite: boolean) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });
  client.setQueryData(containmentOf('INC-7').queryKey, containment);
  client.setQueryData(drainOf('INC-7').queryKey, drain);
  render(
    <QueryClientProvider client={client}>
      <CommandsProvider>
        <IncidentDialogsProvider mayDeclare={mayWrite}>
          <IncidentProvider value={buildIncidentHere({ mayWrite, mayCommand: mayWrite })}>
            <ContainmentPanel incidentRef="INC-7" />
            <HeldScopes incidentRef="INC-7" />
          </IncidentProvider>
        </IncidentDialogsProvider>
      </CommandsProvider>
    </QueryClientProvider>,
  );
  // What comes beside the page is there too.
  await screen.findByText('kubectl_drain');
  await screen.findByText('server_delete');
  await screen.findByText('Asked');
  return screen
    .getAllByRole('button')
    .map((button) => button.getAttribute('aria-label') ?? button.textContent);
}

const changing = [
  'Retry now',
  'Retry',
  'Cancel the rest: 1 agent…',
  'Cancel kubectl_drain',
  'Hold xem-fleet-03 too…',
];

test('a responder is offered what helps the stop along', async () => {
  await show(true);
  for (const name of changing) expect(await screen.findByRole('button', { name })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Decide server_stop' })).toBeTruthy();
});

test('a viewer sees all of it and is offered nothing that changes it', async () => {
  const offered = await show(false);
  expect(screen.getAllByText('XEM refuses it.')).toHaveLength(2);
  expect(screen.getAllByText(/xeroctl agents pause-exec agt_1/).length).toBeGreaterThan(0);
  expect(offered.filter((name) => !/^(Copy|Review release|Show|Switch)/.test(name ?? ''))).toEqual([]);
  expect(screen.queryByRole('link', { name: /^Decide/ })).toBeNull();
});
