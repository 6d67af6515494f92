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
import { type Release, type ReleaseStage, releaseSchema } from '@/lib/release/release-schema';
import { buildIncidentHere } from '@/lib/testing/incident-here';
import { buildRelease } from '@/lib/testing/release';

configure({ asyncUtilTimeout: 10_000 });

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const at = '2026-11-22T14:08:20.000Z';

const stage = (number: number, startedAt: string | null): ReleaseStage => ({
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
      progress: 'observed',
    },
  ],
});

/** Paused, one stage free and one still held, after the mark of the fix was taken back. */
const paused = buildRelease({
  state: 'paused',
  isFixGone: true,
  stages: [stage(1, at), stage(2, null)],
});

function show(release: Release) {
  const bodies: unknown[] = [];
  server.use(
    http.post(`*/api/v1/incidents/INC-7/releases/${release.releaseId}/steer`, async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json(toWire(releaseSchema, release) as object);
    }),
  );
  render(
    <QueryClientProvider client={new QueryClient()}>
      <IncidentProvider value={buildIncidentHere()}>
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
    http.post(`*/api/v1/incidents/INC-7/releases/${paused.releaseId}/steer`, () =>
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

test('a pause whose answer was lost is a new request when it is pressed again later', async () => {
  const { user } = show({ ...paused, state: 'running', isFixGone: false });
  const keys: (string | null)[] = [];
  server.use(
    http.post(`*/api/v1/incidents/INC-7/releases/${paused.releaseId}/steer`, ({ request }) => {
      keys.push(request.headers.get('idempotency-key'));
      return HttpResponse.error();
    }),
  );
  for (const count of [1, 2]) {
    await user.click(screen.getByRole('button', { name: 'Pause the release' }));
    await waitFor(() => expect(keys).toHaveLength(count));
  }
  expect(keys[1]).not.toBe(keys[0]);
});
