import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { SharePanel } from '@/components/share-links/share-panel';
import { toWire } from '@/lib/http/wire-case';
import {
  issueShareEndpoint,
  listShareAccessesEndpoint,
  listSharesEndpoint,
  revokeShareEndpoint,
} from '@/lib/share/endpoints';
import type { ShareLink } from '@/lib/share/share-link-schema';

configure({ asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });

const at = '2026-11-22T14:08:20.000Z';
const root = '*/api/v1/incidents/INC-7/shares';
const share: ShareLink = {
  shareId: '0199a9a0-0000-7000-8000-000000000001',
  label: 'The board',
  mode: 'live',
  profile: 'public',
  createdAt: at,
  createdByName: 'Ada',
  expiresAt: '2999-01-01T00:00:00.000Z',
  revokedAt: null,
  openedCount: 2,
  lastOpenedAt: at,
};

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

async function show(shares: ShareLink[], mayShare = true) {
  server.use(
    http.get(root, () =>
      HttpResponse.json(toWire(listSharesEndpoint.answer, { data: shares, nextCursor: null }) as object),
    ),
  );
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <SharePanel incidentRef="INC-7" mayShare={mayShare} />
    </QueryClientProvider>,
  );
  await screen.findByRole('heading', { name: 'Share links' });
}

test('no link is good news', async () => {
  await show([]);
  expect(screen.getByText('Nobody outside can read this incident.')).toBeTruthy();
});

test('a guest view is one click away for each profile', async () => {
  await show([]);
  const partner = screen.getByRole('link', { name: /Partner/ });
  expect(partner.getAttribute('href')).toBe('/incidents/INC-7/share/preview?profile=partner');
});

test('who may not share reads the links, and who opened them', async () => {
  await show([share], false);
  expect(screen.queryByRole('button', { name: /Issue|Revoke/ })).toBeNull();
  const access = { accessId: 'a1', accessedAt: at, outcome: 'shown' as const, userAgent: 'Firefox' };
  server.use(
    http.get(`${root}/${share.shareId}/accesses`, () =>
      HttpResponse.json(
        toWire(listShareAccessesEndpoint.answer, { data: [access], nextCursor: null }) as object,
      ),
    ),
  );
  await userEvent.click(screen.getByRole('button', { name: /Opened 2 times/ }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(await dialog.findByText('Firefox')).toBeTruthy();
  expect(dialog.getByText('shown')).toBeTruthy();
});

test('a link is issued with what was chosen, and its address shown once', async () => {
  await show([]);
  let sent: unknown;
  server.use(
    http.post(root, async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json(
        toWire(issueShareEndpoint.answer, { share, url: 'http://localhost/s/abc' }) as object,
      );
    }),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Issue a link' }));
  const dialog = within(await screen.findByRole('dialog'));
  const days = dialog.getByLabelText('Works for, in days');
  await userEvent.clear(days);
  await userEvent.type(days, '91');
  await userEvent.click(dialog.getByRole('button', { name: 'Issue link' }));
  expect(await dialog.findByText('can be 90 days at most')).toBeTruthy();
  expect(dialog.getByText('is needed')).toBeTruthy();

  await userEvent.clear(days);
  await userEvent.type(days, '3');
  await userEvent.type(dialog.getByLabelText('For whom'), 'The board');
  await userEvent.click(dialog.getByRole('radio', { name: /Partner/ }));
  await userEvent.click(dialog.getByRole('radio', { name: /Frozen/ }));
  await userEvent.click(dialog.getByRole('button', { name: 'Issue link' }));
  expect(await dialog.findByText('http://localhost/s/abc')).toBeTruthy();
  expect(sent).toEqual({ label: 'The board', profile: 'partner', mode: 'frozen', expires_in_days: 3 });
});

test('revoking asks first', async () => {
  await show([share]);
  let isRevoked = false;
  server.use(
    http.post(`${root}/${share.shareId}/revoke`, () => {
      isRevoked = true;
      return HttpResponse.json(toWire(revokeShareEndpoint.answer, { ...share, revokedAt: at }) as object);
    }),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Revoke The board' }));
  const dialog = within(await screen.findByRole('alertdialog'));
  expect(isRevoked).toBe(false);
  await userEvent.click(dialog.getByRole('button', { name: 'Revoke link' }));
  await vi.waitFor(() => expect(isRevoked).toBe(true));
});
