import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IncidentFrame } from '@/components/incidents/incident-frame';
import { CommandsProvider } from '@/components/shell/commands';
import type { Containment } from '@/lib/containment/containment';
import { containmentOf } from '@/lib/containment/queries';
import { type IncidentDetail, incidentDetailSchema } from '@/lib/incidents/incident';
import { incidentDetail } from '@/lib/incidents/queries';
import type { Health } from '@/lib/mirror/endpoints';
import type { FreshnessState } from '@/lib/mirror/freshness';
import { health } from '@/lib/mirror/queries';
import type { SourceName } from '@/lib/mirror/source';

const at = '2026-11-22T14:04:05.000Z';
const incident: IncidentDetail = incidentDetailSchema.parse({
  incidentId: '0199a9a0-0000-7000-8000-000000000000',
  incidentRef: 'INC-7',
  title: 'Deletes without approval',
  severity: 'sev1',
  phase: 'contain',
  hypothesis: null,
  startedAt: at,
  detectedAt: at,
  declaredAt: at,
  phaseEnteredAt: at,
  lastUpdateAt: null,
  updateDueAt: null,
  closedAt: null,
  declaredByName: 'M. Krüger',
  commander: null,
  activeHoldCount: 0,
  roles: [],
  subjects: [],
  counts: { activeHolds: 0, heldScopes: 0, inFlight: 0, queued: 0, executions: 0, evidence: 0, entries: 1 },
  lastUpdate: null,
  whatHappened: null,
  timeToDetectMs: 0,
  phaseHistory: [{ phase: 'contain', enteredAt: at }],
  gaps: [],
});
const containment: Containment = {
  incidentRef: 'INC-7',
  holds: [],
  scopes: [],
  lateCalls: [],
  untakenInFlightCount: 0,
  untakenInFlightAtStopCount: 0,
  lateCallCount: 0,
  startedAfterCount: 0,
  landedAfterCount: 0,
  asOf: at,
};

function healthWith(states: Partial<Record<SourceName, FreshnessState>>): Health {
  return {
    status: 'operational',
    services: [],
    observedAt: at,
    sources: (['executions', 'invocations', 'approvals', 'agents'] as const).map((source) => ({
      source,
      state: states[source] ?? 'fresh',
      lastAttemptAt: at,
      lastSuccessAt: at,
      ageMs: 0,
      expectedEveryMs: 5_000,
      failingSince: null,
      errorCode: null,
      errorMessage: null,
      isCatchingUp: false,
      catchUp: null,
    })),
  };
}

// Everything is known from the start; what is asked again waits.
beforeEach(() => void vi.stubGlobal('fetch', () => new Promise(() => undefined)));
afterEach(() => vi.unstubAllGlobals());

async function show(states: Partial<Record<SourceName, FreshnessState>>) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });
  client.setQueryData(incidentDetail('INC-7').queryKey, incident);
  client.setQueryData(containmentOf('INC-7').queryKey, containment);
  client.setQueryData(health().queryKey, healthWith(states));
  render(
    <QueryClientProvider client={client}>
      <CommandsProvider>
        <IncidentFrame here={{ incidentRef: 'INC-7', actorId: 'u1', mayWrite: true, mayCommand: true }}>
          The tab
        </IncidentFrame>
      </CommandsProvider>
    </QueryClientProvider>,
  );
  const card = await screen.findByRole('region', { name: 'Containment' });
  return { isDimmed: () => card.querySelector('.saturate-50') !== null };
}

test('what is fresh is neither dimmed nor doubted, whatever other sources do', async () => {
  const { isDimmed } = await show({ agents: 'stale', approvals: 'unavailable' });
  expect(isDimmed()).toBe(false);
  expect(screen.queryByText(/may be out of date/)).toBeNull();
});

test.each(['executions', 'invocations', 'approvals'] as const)(
  'the card is dimmed once %s missed a reading',
  async (source) => {
    const { isDimmed } = await show({ [source]: 'late' });
    expect(isDimmed()).toBe(true);
    expect(screen.queryByText(/may be out of date/)).toBeNull();
  },
);

test('after three missed readings a banner names the source', async () => {
  const { isDimmed } = await show({ invocations: 'stale' });
  expect(await screen.findByText('Invocations may be out of date')).toBeTruthy();
  expect(isDimmed()).toBe(true);
});
