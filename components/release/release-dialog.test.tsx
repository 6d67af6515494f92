// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { IncidentProvider } from '@/components/incidents/incident-context';
import { ReleaseDialog } from '@/components/release/release-dialog';
import { AppError } from '@/lib/errors';
import { toWire } from '@/lib/http/wire-case';
import {
  causeFixSchema,
  type ReleaseReview,
  releaseReviewSchema,
  releaseSchema,
} from '@/lib/release/release-schema';
import { buildHold } from '@/lib/testing/hold';
import { buildIncidentHere } from '@/lib/testing/incident-here';
import { problemAnswer } from '@/lib/testing/problem-answer';
import { buildRelease } from '@/lib/testing/release';

configure({ asyncUtilTimeout: 10_000 });

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const at = '2026-11-22T14:08:20.000Z';
const holdId = '0199a9a0-0000-7000-8000-000000000000';
const scopeIds = [1, 2, 3].map((digit) => `0199a9a0-0000-7000-8000-00000000000${digit}`);
const path = `*/api/v1/incidents/INC-7/holds/${holdId}/release`;

const hold = buildHold({ holdId, rung: 'workspace', workspaceName: 'billing', scopeIds });

const causeFix = {
  causeFixId: holdId,
  what: 'template asks again',
  remediationStepId: null,
  remediationStep: null,
  markedByName: 'M. Krüger',
  markedAt: at,
};

function review(overrides: Partial<ReleaseReview> = {}): ReleaseReview {
  return {
    incidentRef: 'INC-7',
    holdId,
    asOf: at,
    targets: scopeIds.map((scopeId, index) => ({
      scopeId,
      agentId: `agt_${index}`,
      agentName: `fleet-${index}`,
      workspaceId: 'ws_billing',
      workspaceName: 'billing',
      heldBy: index === 2 ? ['INC-5'] : [],
      isKept: index === 2,
      wasPausedOutside: index === 1,
      queuedCount: index === 0 ? 1 : 0,
      dangerousQueuedCount: index === 0 ? 1 : 0,
      oldestQueuedAt: index === 0 ? at : null,
    })),
    queuedCount: 1,
    dangerousCount: 1,
    staleCount: 1,
    queuedByTool: [{ toolName: 'openstack_server_delete', risk: 'destructive', count: 1 }],
    queued: [
      {
        invocationId: 'inv_1',
        executionId: null,
        agentId: 'agt_0',
        agentName: 'fleet-0',
        workspaceId: 'ws_billing',
        workspaceName: 'billing',
        toolName: 'openstack_server_delete',
        risk: 'destructive',
        queuedAt: at,
        arguments: { server: 'vm-9' },
        approval: { approvalId: 'apr_1', status: 'approved', resolvedBy: 'ops' },
        staleBecause: 'approved_before_stop',
      },
    ],
    causeFix: null,
    changes: [],
    changeCount: 0,
    needsSecond: false,
    destructiveCount: 0,
    toolNames: ['openstack_server_delete'],
    remediationSteps: [],
    seen: { scopeIds, dangerousIds: ['inv_1'], toolNames: ['openstack_server_delete'] },
    ...overrides,
  };
}

const answer = (schema: typeof releaseReviewSchema | typeof releaseSchema, value: unknown) =>
  HttpResponse.json(toWire(schema, value) as object);

async function open(given: ReleaseReview, { mayWrite = true, mayCommand = true } = {}) {
  const bodies: unknown[] = [];
  let shown = given;
  server.use(
    http.get(path, () => answer(releaseReviewSchema, shown)),
    http.post(path, async ({ request }) => {
      bodies.push(await request.json());
      return answer(releaseSchema, buildRelease({ holdId }));
    }),
    http.post('*/api/v1/incidents/INC-7/cause-fix', () => {
      shown = { ...shown, causeFix };
      return HttpResponse.json(toWire(causeFixSchema, causeFix) as object);
    }),
  );
  const onClose = vi.fn();
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <IncidentProvider value={buildIncidentHere({ mayWrite, mayCommand })}>
        <ReleaseDialog hold={hold} onClose={onClose} />
      </IncidentProvider>
    </QueryClientProvider>,
  );
  const dialog = within(await screen.findByRole('dialog', { name: 'Release billing: 3 agents' }));
  await dialog.findByRole('heading', { name: '1 queued call will start once its agent is free:' });
  return { dialog, bodies, onClose, user: userEvent.setup() };
}

test('shows what fires and why it may no longer be wanted, and asks why it is safe', async () => {
  const { dialog, bodies, onClose, user } = await open(review());
  expect(dialog.getByText('approved before the stop')).toBeTruthy();
  expect(dialog.getByText('{"server":"vm-9"}')).toBeTruthy();
  expect(dialog.getByText('still held by INC-5')).toBeTruthy();
  expect(dialog.getByText('paused outside Holdfast before')).toBeTruthy();
  expect(dialog.getByText(/^Somebody had paused 1 of them outside Holdfast before the stop/)).toBeTruthy();

  await user.click(dialog.getByRole('button', { name: 'Release 1 of 3 agents, watch 10 min' }));
  expect(await dialog.findByText('Say why, in a few words, or mark the cause as fixed.')).toBeTruthy();
  expect(bodies).toEqual([]);

  await user.click(dialog.getByRole('button', { name: 'Mark it as fixed…' }));
  await user.type(dialog.getByRole('textbox', { name: /^What was fixed/ }), 'template asks again');
  await user.click(dialog.getByRole('button', { name: 'Mark the cause as fixed' }));
  expect(await dialog.findByText('The cause is marked as fixed.')).toBeTruthy();

  await user.type(dialog.getByRole('textbox', { name: /^Why it is safe now/ }), 'template fixed');
  await user.click(dialog.getByRole('button', { name: 'Release 1 of 3 agents, watch 10 min' }));
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(bodies).toEqual([
    {
      reason: 'template fixed',
      shares: [10, 50, 100],
      rule: 'destructive_call',
      watch_minutes: 10,
      is_automatic: true,
      seen: { scope_ids: scopeIds, dangerous_ids: ['inv_1'], tool_names: ['openstack_server_delete'] },
    },
  ]);
});

test('says on its button what happens, for one agent and for all, and that a second person is asked', async () => {
  const { dialog, user } = await open(review({ needsSecond: true, destructiveCount: 4 }));
  expect(dialog.getByText('A second person has to agree.')).toBeTruthy();
  await user.click(dialog.getByRole('radio', { name: /^All at once/ }));
  expect(dialog.getByRole('button', { name: 'Ask to release 3 agents, watch 10 min' })).toBeTruthy();
  await user.click(dialog.getByRole('radio', { name: /^One agent/ }));
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Watch each stage for' }), '0');
  expect(dialog.getByRole('button', { name: 'Ask to release 1 of 3 agents' })).toBeTruthy();
});

test('says who takes what no agent has yet', async () => {
  const [call] = review().queued;
  if (!call) throw new Error('nothing is queued');
  const { dialog } = await open(review({ causeFix, queued: [{ ...call, agentId: null, agentName: null }] }));
  expect(dialog.getByText(/^What no agent has yet goes to the first free one/)).toBeTruthy();
  expect(dialog.getByText(/no agent yet/)).toBeTruthy();
});

test('does not release when a call is cancelled from the review', async () => {
  const { dialog, bodies, user } = await open(review({ causeFix }));
  const cancelled: string[] = [];
  server.use(
    http.post('*/api/v1/invocations/:invocationId/cancel', ({ params }) => {
      cancelled.push(String(params.invocationId));
      return HttpResponse.error();
    }),
  );
  await user.type(dialog.getByRole('textbox', { name: /^Why it is safe now/ }), 'template fixed');
  await user.click(dialog.getByRole('button', { name: 'Cancel 1 dangerous call…' }));
  const asking = within(await screen.findByRole('alertdialog', { name: 'Cancel 1 dangerous call?' }));
  await user.click(asking.getByRole('button', { name: 'Cancel 1 call' }));
  expect(await dialog.findByText(/0 of 1 cancelled, 1 not/)).toBeTruthy();
  expect(cancelled).toEqual(['inv_1']);
  expect(bodies).toEqual([]);
});

test.each([
  ['a viewer', { mayWrite: false, mayCommand: false }, []],
  [
    'a responder',
    { mayWrite: true, mayCommand: false },
    ['Cancel 1 dangerous call…', 'Cancel openstack_server_delete', 'Mark it as fixed…'],
  ],
])('%s reads the review, and is not offered to release', async (_who, may, offered) => {
  const { dialog } = await open(review(), may);
  expect(dialog.getByText(/Releasing takes the role Commander/)).toBeTruthy();
  const names = dialog
    .getAllByRole('button')
    .map((button) => button.getAttribute('aria-label') ?? button.textContent ?? '');
  expect(names.filter((name) => !/^(Close|Copy|Fold the calls)/.test(name))).toEqual(offered);
  expect(dialog.queryByRole('textbox')).toBeNull();
});

test('stays open and says why when it is refused', async () => {
  const { dialog, onClose, user } = await open(review({ causeFix }));
  const detail = 'Something has changed since you looked: 1 dangerous call more in the queue.';
  server.use(http.post(path, () => problemAnswer(new AppError('counts_changed', detail))));
  await user.type(dialog.getByRole('textbox', { name: /^Why it is safe now/ }), 'template fixed');
  await user.click(dialog.getByRole('button', { name: /^Release 1 of 3/ }));
  expect(await dialog.findByText(/1 dangerous call more in the queue/)).toBeTruthy();
  expect(onClose).not.toHaveBeenCalled();
});

test('a release whose answer was lost is pressed again as it was, and counts once', async () => {
  const { dialog, onClose, user } = await open(review({ causeFix }));
  const keys: (string | null)[] = [];
  server.use(
    http.post(path, ({ request }) => {
      keys.push(request.headers.get('idempotency-key'));
      return keys.length === 1 ? HttpResponse.error() : answer(releaseSchema, buildRelease({ holdId }));
    }),
  );
  await user.type(dialog.getByRole('textbox', { name: /^Why it is safe now/ }), 'template fixed');
  const press = () => user.click(dialog.getByRole('button', { name: /^Release 1 of 3 agents/ }));
  await press();
  expect(await dialog.findByText('Perhaps not released: no answer came.')).toBeTruthy();
  await press();
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(keys[0]).toBeTruthy();
  expect(keys[1]).toBe(keys[0]);
});
