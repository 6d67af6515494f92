// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { ReleaseDialog } from '@/components/containment/release-dialog';
import { type HeldScope, type Hold, holdSchema } from '@/lib/containment/containment';
import { toWire } from '@/lib/http/wire-case';

configure({ asyncUtilTimeout: 10_000 });

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const at = '2026-11-22T14:08:20.000Z';
const holdId = '0199a9a0-0000-7000-8000-000000000000';
const path = `*/api/v1/incidents/INC-7/holds/${holdId}/release`;

const hold: Hold = {
  holdId,
  incidentRef: 'INC-7',
  rung: 'workspace',
  agentId: null,
  agentName: null,
  workspaceId: 'ws_billing',
  workspaceName: 'billing',
  reason: 'deletes without approval',
  placedAt: at,
  placedByName: 'M. Krüger',
  releasedAt: null,
  releasedByName: null,
  releaseReason: null,
  scopeIds: ['one', 'two'],
  activeScopeIds: ['one', 'two'],
  receipt: {
    askedAt: at,
    firstAcceptedAt: at,
    allAcceptedAt: at,
    allObservedAt: at,
    drainedAt: at,
    lastEndedAt: null,
    inFlightAtStopCount: 0,
    startedAfterCount: 0,
    landedAfterCount: 0,
    containedAfterMs: 0,
  },
};

function scope(scopeId: string, overrides: Partial<HeldScope>): HeldScope {
  return {
    scopeId,
    agentId: scopeId,
    agentName: `fleet-${scopeId}`,
    workspaceId: 'ws_billing',
    workspaceName: 'billing',
    desired: 'paused',
    progress: 'observed',
    requestedAt: at,
    acceptedAt: at,
    observedAt: at,
    drainedAt: at,
    isHeld: true,
    heldSince: at,
    alsoHeldBy: [],
    holdIds: [holdId],
    sources: ['binding'],
    joinedAt: null,
    attemptCount: 1,
    nextAttemptAt: null,
    error: null,
    inFlightAtStopCount: 0,
    inFlightCount: 0,
    inFlight: [],
    queuedCount: 0,
    queuedByTool: [],
    approvalCount: 0,
    manualCommand: '',
    ...overrides,
  };
}

const queuedByTool = [{ toolName: 'openstack_server_delete', risk: 'destructive', count: 3 }];
const scopes = [scope('one', { queuedByTool }), scope('two', { alsoHeldBy: ['INC-5'], queuedByTool })];

async function open() {
  const onClose = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ReleaseDialog hold={hold} scopes={scopes} onClose={onClose} />
    </QueryClientProvider>,
  );
  const dialog = within(await screen.findByRole('dialog', { name: 'Release billing: 2 agents' }));
  return { dialog, onClose, user: userEvent.setup() };
}

test('shows what fires, leaves out what another incident keeps, and asks why it is safe', async () => {
  const bodies: unknown[] = [];
  server.use(
    http.post(path, async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json(toWire(holdSchema, hold) as object);
    }),
  );
  const { dialog, onClose, user } = await open();
  expect(dialog.getByRole('heading', { name: '3 queued calls will start at once:' })).toBeTruthy();
  expect(dialog.getByText('openstack_server_delete')).toBeTruthy();
  expect(dialog.getByText('1 agent will stay paused.')).toBeTruthy();

  await user.click(dialog.getByRole('button', { name: 'Release 1 agent' }));
  expect(await dialog.findByText('Say why it is safe now, in a few words.')).toBeTruthy();
  expect(bodies).toEqual([]);

  await user.type(dialog.getByRole('textbox', { name: /^Why it is safe/ }), 'template fixed');
  await user.click(dialog.getByRole('button', { name: 'Release 1 agent' }));
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(bodies).toEqual([{ reason: 'template fixed' }]);
});

test('stays open and says why when it is refused', async () => {
  server.use(
    http.post(path, () =>
      HttpResponse.json(
        {
          type: 'urn:holdfast:problem:not_allowed',
          title: 'not allowed',
          status: 403,
          detail: 'This needs the role Commander; you are Responder.',
          code: 'not_allowed',
          request_id: 'req_1',
        },
        { status: 403 },
      ),
    ),
  );
  const { dialog, onClose, user } = await open();
  await user.type(dialog.getByRole('textbox', { name: /^Why it is safe/ }), 'template fixed');
  await user.click(dialog.getByRole('button', { name: 'Release 1 agent' }));
  expect(await dialog.findByText('This needs the role Commander; you are Responder.')).toBeTruthy();
  expect(onClose).not.toHaveBeenCalled();
});
