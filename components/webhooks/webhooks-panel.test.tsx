import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { NuqsTestingAdapter, type UrlUpdateEvent } from 'nuqs/adapters/testing';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { WebhooksPanel } from '@/components/webhooks/webhooks-panel';
import { toWire } from '@/lib/http/wire-case';
import {
  checkSubscriptionEndpoint,
  endSubscriptionEndpoint,
  listDeliveriesEndpoint,
  readDeliveryEndpoint,
  readIntakeEndpoint,
} from '@/lib/webhooks/endpoints';
import type { Delivery, SubscriptionCheck, WebhookIntake } from '@/lib/webhooks/webhook-schema';

configure({ asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });

const at = '2026-11-22T14:08:20.000Z';
const intake: WebhookIntake = {
  address: 'https://holdfast.example/api/webhooks/xem',
  isAddressUsable: true,
  environmentSecretCount: 0,
  lastReceivedAt: at,
  refusals: [],
  types: ['exec.completed'],
  subscriptions: [],
};
const check: SubscriptionCheck = { checkedAt: at, found: [], lost: [] };
const delivery: Delivery = {
  eventId: 'evt_a1b2c3d4e5f6a7b8c9d0e1f2',
  type: 'exec.completed',
  occurredAt: '2026-11-22T14:08:08.000Z',
  receivedAt: at,
  lastReceivedAt: at,
  receivedCount: 3,
  fate: 'failed',
  fateReason: 'XEM does not know inv_1.',
  about: { executionId: 'exe_1', invocationId: 'inv_1', approvalId: null, agentId: null, workspaceId: null },
};

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

type Shown = {
  intake?: Partial<WebhookIntake>;
  check?: Partial<SubscriptionCheck>;
  deliveries?: Delivery[];
  mayChange?: boolean;
  onUrlUpdate?: (event: UrlUpdateEvent) => void;
};

function show(given: Shown = {}) {
  const { deliveries = [], mayChange = true, onUrlUpdate } = given;
  server.use(
    http.get('*/api/v1/webhooks/intake', () =>
      HttpResponse.json(toWire(readIntakeEndpoint.answer, { ...intake, ...given.intake }) as object),
    ),
    http.get('*/api/v1/webhooks/subscription/check', () =>
      HttpResponse.json(toWire(checkSubscriptionEndpoint.answer, { ...check, ...given.check }) as object),
    ),
    http.get('*/api/v1/webhooks/deliveries', () =>
      HttpResponse.json(
        toWire(listDeliveriesEndpoint.answer, { data: deliveries, nextCursor: null }) as object,
      ),
    ),
  );
  render(
    <NuqsTestingAdapter hasMemory {...(onUrlUpdate && { onUrlUpdate })}>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <WebhooksPanel mayChange={mayChange} />
      </QueryClientProvider>
    </NuqsTestingAdapter>,
  );
}

test('without any webhook it says that polling alone works, and offers a subscription', async () => {
  show();
  expect(await screen.findByText('Nothing has come by webhook.')).toBeTruthy();
  expect(screen.getByText(/Nothing is missing: Holdfast polls XEM/)).toBeTruthy();
  expect(await screen.findByText(/XEM has no subscription that sends here/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Create a subscription' })).toBeTruthy();
});

test('who is not an admin reads all of it and can change none of it', async () => {
  show({
    mayChange: false,
    check: { found: [{ webhookId: 'w1', slot: null, isActive: true, missingEvents: [], createdAt: at }] },
  });
  expect(await screen.findByText('Made outside Holdfast')).toBeTruthy();
  for (const name of [/Create/, 'Send a test', 'End'])
    expect(screen.queryByRole('button', { name })).toBeNull();
  expect(screen.getByText('An admin can change this.')).toBeTruthy();
});

test('a subscription that lacks events, or whose secret nobody knows, says what that costs', async () => {
  show({
    check: {
      found: [
        {
          webhookId: 'w1',
          slot: null,
          isActive: false,
          missingEvents: ['exec.approval_requested'],
          createdAt: at,
        },
      ],
      lost: ['w2'],
    },
  });
  expect(await screen.findByText('not active')).toBeTruthy();
  expect(screen.getByText(/found by polling alone: exec.approval_requested/)).toBeTruthy();
  expect(screen.getByText(/What it sends is refused/)).toBeTruthy();
  expect(screen.getByText('Lost')).toBeTruthy();
});

test('an address that XEM does not send to says who has to do what', async () => {
  show({ intake: { address: 'http://holdfast.example/api/webhooks/xem', isAddressUsable: false } });
  expect(await screen.findByText('XEM sends to https addresses only.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Create a subscription' })).toHaveProperty('disabled', true);
});

test('a delivery tells its fate with the reason, how late and how often it came, and what was sent', async () => {
  show({ deliveries: [delivery] });
  server.use(
    http.get('*/api/v1/webhooks/deliveries/:eventId', () =>
      HttpResponse.json(
        toWire(readDeliveryEndpoint.answer, { ...delivery, bodyBytes: 20, body: { some_key: 1 } }) as object,
      ),
    ),
  );
  const row = within(await screen.findByRole('list', { name: 'Deliveries' }));
  expect(row.getByText('Failed')).toBeTruthy();
  expect(row.getByText('XEM does not know inv_1.')).toBeTruthy();
  expect(row.getByText('after 12 s')).toBeTruthy();
  expect(row.getByText(/received 3 times/)).toBeTruthy();
  expect(row.getByRole('link', { name: 'exe_1' }).getAttribute('href')).toBe('/executions/exe_1');
  const toggle = row.getByRole('button', { name: /what was sent/ });
  expect(toggle.getAttribute('aria-expanded')).toBe('false');
  await userEvent.click(toggle);
  expect(await row.findByText(/"some_key": 1/)).toBeTruthy();
});

test('the filter stands in the address', async () => {
  const searches: string[] = [];
  show({ deliveries: [delivery], onUrlUpdate: ({ queryString }) => searches.push(queryString) });
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Fate' }), 'Failed');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Type' }), 'exec.completed');
  await waitFor(() => expect(searches.at(-1)).toBe('?fate=failed&type=exec.completed'));
});

test('refusals are told by reason, one that is not known as it is', async () => {
  const refusal = { refusedCount: 7, firstAt: at, lastAt: at };
  show({
    intake: {
      refusals: [
        { reason: 'decoded_secret', ...refusal },
        { reason: 'novel', ...refusal },
      ],
    },
  });
  expect(await screen.findByText(/the bytes that the secret spells in hex/)).toBeTruthy();
  expect(screen.getByText('novel')).toBeTruthy();
});

test('ending one asks first and says what it costs', async () => {
  let ended: unknown;
  show({
    check: {
      found: [{ webhookId: 'w1', slot: 'current', isActive: true, missingEvents: [], createdAt: at }],
    },
  });
  server.use(
    http.post('*/api/v1/webhooks/subscription/end', async ({ request }) => {
      ended = await request.json();
      return HttpResponse.json(toWire(endSubscriptionEndpoint.answer, { webhookId: 'w1' }) as object);
    }),
  );
  await userEvent.click(await screen.findByRole('button', { name: 'End' }));
  const dialog = within(await screen.findByRole('alertdialog'));
  expect(dialog.getByText(/Nothing is lost/)).toBeTruthy();
  await userEvent.click(dialog.getByRole('button', { name: 'End subscription' }));
  await waitFor(() => expect(ended).toEqual({ webhook_id: 'w1' }));
});
