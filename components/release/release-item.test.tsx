// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { IncidentProvider } from '@/components/incidents/incident-context';
import { ReleaseItem } from '@/components/release/release-item';
import { toWire } from '@/lib/http/wire-case';
import { type Release, releaseSchema } from '@/lib/release/release-schema';

configure({ asyncUtilTimeout: 10_000 });

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const at = '2026-11-22T14:08:20.000Z';
const releaseId = '0199a9a0-0000-7000-8000-000000000000';

const stage = (number: number, startedAt: string | null) => ({
  number,
  startedAt,
  watchedAt: startedAt,
  watchUntil: null,
  extendedAt: null,
  passedAt: null,
  targets: [
    {
      scopeId: `scope_${number}`,
      agentId: `agt_${number}`,
      agentName: `fleet-${number}`,
      workspaceId: null,
      workspaceName: null,
      isFreed: startedAt !== null,
      releasedAt: startedAt,
      heldAgainAt: null,
      progress: 'observed' as const,
    },
  ],
});

/** Paused, one stage free and one still held, after the mark of the fix was taken back. */
const paused: Release = {
  releaseId,
  incidentRef: 'INC-7',
  holdId: releaseId,
  state: 'paused',
  reason: 'template fixed',
  withoutFixReason: null,
  isFixGone: true,
  rule: 'destructive_call',
  ruleToolName: null,
  watchMinutes: 10,
  isAutomatic: true,
  review: {
    queuedCount: 0,
    dangerousCount: 0,
    staleCount: 0,
    queuedByTool: [],
    targetCount: 2,
    asOf: at,
    causeFix: null,
    seen: { scopeIds: [], dangerousIds: [], toolNames: [] },
  },
  changesSinceReview: [],
  needsSecond: false,
  mayNotConfirm: null,
  askedByName: 'M. Krüger',
  askedAt: at,
  decidedByName: null,
  decidedAt: null,
  decisionReason: null,
  isForced: false,
  endedAt: null,
  endReason: null,
  recurrence: null,
  stages: [stage(1, at), stage(2, null)],
  callCount: 0,
  calls: [],
  callsAsOf: at,
};

function show(release: Release) {
  const bodies: unknown[] = [];
  server.use(
    http.post(`*/api/v1/incidents/INC-7/releases/${releaseId}/steer`, async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json(toWire(releaseSchema, release) as object);
    }),
  );
  const here = { incidentRef: 'INC-7', actorId: 'ada', mayWrite: true, mayCommand: true };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <IncidentProvider value={here}>
        <ul>
          <ReleaseItem release={release} />
        </ul>
      </IncidentProvider>
    </QueryClientProvider>,
  );
  return { bodies, user: userEvent.setup() };
}

const buttons = () => screen.getAllByRole('button').map(({ textContent }) => textContent);

test('a release whose mark of the fix was taken back says so, and goes on for a reason', async () => {
  const { bodies, user } = show(paused);
  expect(screen.getByText('The cause is no longer marked as fixed.')).toBeTruthy();
  expect(buttons()).toEqual([
    'Hold 1 agent again…',
    'Go on with the release…',
    'Release stage 2 now, 1 agent…',
    'Cancel what is left…',
  ]);
  await user.click(screen.getByRole('button', { name: 'Go on with the release…' }));
  const asking = within(await screen.findByRole('alertdialog', { name: 'Go on with the release?' }));
  await user.type(asking.getByRole('textbox', { name: /^Why/ }), 'the tool is off');
  await user.click(asking.getByRole('button', { name: 'Go on with the release' }));
  await waitFor(() => expect(bodies).toEqual([{ steering: 'resume', reason: 'the tool is off' }]));
});

test('where the mark stands, going on takes one press', async () => {
  const { bodies, user } = show({ ...paused, isFixGone: false });
  expect(screen.queryByText('The cause is no longer marked as fixed.')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Go on with the release' }));
  await waitFor(() => expect(bodies).toEqual([{ steering: 'resume' }]));
});

test('a dialog says nothing of what the one before it was refused for', async () => {
  const { user } = show(paused);
  server.use(
    http.post(`*/api/v1/incidents/INC-7/releases/${releaseId}/steer`, () =>
      HttpResponse.json(null, { status: 503 }),
    ),
  );
  await user.click(screen.getByRole('button', { name: 'Hold 1 agent again…' }));
  const first = within(await screen.findByRole('alertdialog', { name: 'Hold 1 agent again?' }));
  await user.click(first.getByRole('button', { name: 'Hold 1 agent again' }));
  expect(await first.findByText(/without an explanation/)).toBeTruthy();
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'Cancel what is left…' }));
  await screen.findByRole('alertdialog', { name: 'Cancel what is left?' });
  expect(screen.queryByText(/without an explanation/)).toBeNull();
});
