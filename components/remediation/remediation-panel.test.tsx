// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { RemediationPanel } from '@/components/remediation/remediation-panel';
import { incidentBranchesSchema } from '@/lib/chats/endpoints';
import { toWire } from '@/lib/http/wire-case';
import { buildCommands } from '@/lib/remediation/build-commands';
import { buildPlaces } from '@/lib/remediation/build-places';
import { type Remediation, remediationSchema } from '@/lib/remediation/endpoints';
import { ladder } from '@/lib/remediation/ladder';
import { rungs } from '@/lib/remediation/remediation';
import { type RemediationStep, remediationStepSchema } from '@/lib/remediation/remediation-schema';

configure({ asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });

const at = '2026-11-22T14:08:20.000Z';
const root = '*/api/v1/incidents/INC-7';
const subjects = { incidentRef: 'INC-7', agentIds: ['agt_1'], chatIds: ['chat_1'], workspaceIds: ['ws_1'] };

const planned: RemediationStep = {
  stepId: '0199a9a0-0000-7000-8000-000000000001',
  rung: 'rotate_credentials',
  status: 'planned',
  what: 'Revoke the key',
  why: 'It leaked',
  result: null,
  subjectKind: null,
  subjectId: null,
  createdByName: 'Li',
  createdAt: at,
  updatedAt: at,
};

let steps: RemediationStep[];
let sent: unknown[];
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());
beforeEach(() => {
  steps = [planned];
  sent = [];
  server.use(
    http.get(`${root}/remediation`, () => {
      const answer: Remediation = {
        ladder: rungs.map((rung) => ({
          rung,
          ...ladder[rung],
          commands: buildCommands(rung, subjects, 'xeroctl'),
          places: buildPlaces(rung, subjects),
        })),
        steps,
      };
      return HttpResponse.json(toWire(remediationSchema, answer) as object);
    }),
    http.get(`${root}/branches`, () =>
      HttpResponse.json(
        toWire(incidentBranchesSchema, {
          readAt: at,
          data: [
            { chatId: 'chat_1', branches: null, error: { code: 'xem_unreachable', message: 'XEM is down.' } },
          ],
        }) as object,
      ),
    ),
    http.patch(`${root}/remediation/:stepId`, async ({ request }) => {
      const change = (await request.json()) as Partial<RemediationStep>;
      sent.push(change);
      steps = [{ ...planned, ...change }];
      return HttpResponse.json(toWire(remediationStepSchema, steps[0]) as object);
    }),
  );
});

function show(mayWrite = true) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <RemediationPanel incidentRef="INC-7" mayWrite={mayWrite} />
    </QueryClientProvider>,
  );
}

test('every rung stands in order, with the lines for this incident', async () => {
  show();
  const titles = await screen.findAllByRole('heading', { level: 2 });
  expect(titles.map((title) => title.textContent)).toEqual(rungs.map((rung) => ladder[rung].title));
  expect(screen.getByText('xeroctl agents revoke-credentials agt_1')).toBeTruthy();
});

test('a chat that XEM cannot show says so, and the ladder stays', async () => {
  show();
  expect(await screen.findByText('XEM is down.')).toBeTruthy();
  expect(screen.getByText('Revoke the key')).toBeTruthy();
});

test('a step that is over needs its result, and keeps what was typed', async () => {
  const user = userEvent.setup();
  show();
  await user.click(await screen.findByRole('button', { name: /Say how it went.*Revoke the key/ }));
  const dialog = await screen.findByRole('dialog');
  await user.selectOptions(within(dialog).getByLabelText('Status'), 'done');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  expect(await within(dialog).findByText('say what came of it')).toBeTruthy();
  expect(sent).toEqual([]);

  await user.type(within(dialog).getByLabelText(/Result/), 'Revoked at 14:20');
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Revoked at 14:20')).toBeTruthy();
  expect(sent).toEqual([
    { what: 'Revoke the key', why: 'It leaked', status: 'done', result: 'Revoked at 14:20' },
  ]);
});

test('a viewer reads, and is offered nothing to change', async () => {
  show(false);
  expect(await screen.findByText('Revoke the key')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Record a step|Say how it went/ })).toBeNull();
});
