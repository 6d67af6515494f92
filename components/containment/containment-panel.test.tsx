import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IncidentDialogsProvider } from '@/components/console/incident-dialogs';
import { ContainmentPanel } from '@/components/containment/containment-panel';
import { HeldScopes } from '@/components/containment/held-scopes';
import { IncidentProvider } from '@/components/incidents/incident-context';
import { CommandsProvider } from '@/components/shell/commands';
import type { Containment, HeldScope } from '@/lib/containment/containment';
import type { Drain } from '@/lib/containment/drain';
import { containmentOf, drainOf } from '@/lib/containment/queries';

const at = '2026-11-22T14:04:05.000Z';

const failed: HeldScope = {
  scopeId: 'scope_1',
  agentId: 'agt_1',
  agentName: 'xem-fleet-01',
  workspaceId: 'prod',
  workspaceName: 'prod',
  desired: 'paused',
  progress: 'rejected',
  requestedAt: at,
  acceptedAt: null,
  observedAt: null,
  drainedAt: null,
  inFlightCount: 1,
  isHeld: true,
  heldSince: at,
  alsoHeldBy: [],
  holdIds: ['hold_1'],
  sources: ['named'],
  joinedAt: null,
  attemptCount: 1,
  nextAttemptAt: null,
  error: { code: 'xem_refused', message: 'XEM refuses it.', xemRequestId: null },
  inFlightAtStopCount: 1,
  inFlight: [],
  queuedCount: 0,
  queuedByTool: [],
  approvalCount: 1,
  manualCommand: 'xeroctl agents pause-exec agt_1',
};
const unasked: HeldScope = {
  ...failed,
  scopeId: 'scope_2',
  agentId: 'agt_2',
  agentName: 'xem-fleet-02',
  progress: 'requested',
  attemptCount: 0,
  error: null,
};
const containment: Containment = {
  incidentRef: 'INC-7',
  holds: [
    {
      holdId: 'hold_1',
      incidentRef: 'INC-7',
      rung: 'workspace',
      agentId: null,
      agentName: null,
      workspaceId: 'prod',
      workspaceName: 'prod',
      reason: 'deletes without approval',
      placedAt: at,
      placedByName: 'M. Krüger',
      isAfterRelease: false,
      handedOverTo: null,
      releasedAt: null,
      releasedByName: null,
      releaseReason: null,
      scopeIds: ['scope_1', 'scope_2'],
      activeScopeIds: ['scope_1', 'scope_2'],
      receipt: {
        askedAt: at,
        firstAcceptedAt: null,
        allAcceptedAt: null,
        allObservedAt: null,
        drainedAt: null,
        lastEndedAt: null,
        inFlightAtStopCount: 1,
        startedAfterCount: 1,
        isCutShort: false,
        landedAfterCount: 0,
        containedAfterMs: null,
      },
    },
  ],
  scopes: [failed, unasked],
  lateCalls: [
    {
      executionId: 'exe_2',
      how: 'started',
      agentId: 'agt_3',
      agentName: 'xem-fleet-03',
      workspaceId: 'prod',
      toolName: 'server_delete',
      risk: 'destructive',
      status: 'running',
      happenedAt: at,
      landedAt: null,
      clockSkewMs: null,
      reason: null,
      holdId: null,
      scopeId: null,
    },
  ],
  untakenInFlightCount: 0,
  untakenInFlightAtStopCount: 0,
  lateCallCount: 1,
  startedAfterCount: 1,
  landedAfterCount: 0,
  asOf: at,
};
const drain: Drain = {
  asOf: at,
  inFlightCount: 1,
  queuedCount: 0,
  waitingCount: 1,
  pastTimeoutCount: 0,
  scopeCount: 2,
  stoppedCount: 0,
  busyScopeCount: 1,
  isProven: false,
  scopes: [
    {
      key: 'scope_1',
      agentId: 'agt_1',
      agentName: 'xem-fleet-01',
      workspaceId: 'prod',
      workspaceName: 'prod',
      inFlightCount: 1,
      queuedCount: 0,
      waitingCount: 1,
      pastTimeoutCount: 0,
      calls: [
        {
          invocationId: 'inv_1',
          executionId: null,
          agentId: 'agt_1',
          workspaceId: 'prod',
          toolName: 'kubectl_drain',
          risk: 'destructive',
          status: 'running',
          stage: 'in_flight',
          since: at,
          timesOutAt: null,
          isTimeoutEstimated: true,
          isPastTimeout: false,
        },
      ],
      approvals: [
        {
          approvalId: 'apr_1',
          toolName: 'server_stop',
          risk: 'destructive',
          agentId: 'agt_1',
          workspaceId: 'prod',
          createdAt: null,
          expiresAt: null,
          isExpiryEstimated: false,
        },
      ],
    },
  ],
};

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
          <IncidentProvider value={{ incidentRef: 'INC-7', actorId: 'u1', mayWrite, mayCommand: mayWrite }}>
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
