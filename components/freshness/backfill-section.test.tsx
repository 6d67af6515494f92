import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { BackfillSection } from '@/components/freshness/backfill-section';
import { AppError } from '@/lib/errors';
import { toWire } from '@/lib/http/wire-case';
import type { Backfill } from '@/lib/mirror/backfill-schema';
import { backfillSchema } from '@/lib/mirror/backfill-schema';
import { listBackfillsEndpoint } from '@/lib/mirror/endpoints';
import { problemAnswer } from '@/lib/testing/problem-answer';

configure({ asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });

const at = '2026-11-22T14:08:20.000Z';
const running: Backfill = {
  backfillId: '0199a9a0-0000-7000-8000-000000000001',
  state: 'running',
  since: '2026-08-24T00:00:00.000Z',
  rowsRead: 12_300,
  rowsStored: 12_000,
  oldestReachedAt: '2026-10-08T00:00:00.000Z',
  rowsPerSecond: 155,
  requestedByName: 'Ada Lovelace',
  requestedAt: at,
  startedAt: at,
  lastReadAt: at,
  endedAt: null,
  endedByName: null,
  waitingFor: null,
  errorMessage: null,
  failureCount: 0,
};

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function show(backfills: Backfill[], mayFill = true): void {
  server.use(
    http.get('*/api/v1/mirror/backfills', () =>
      HttpResponse.json(
        toWire(listBackfillsEndpoint.answer, { data: backfills, nextCursor: null }) as object,
      ),
    ),
  );
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <BackfillSection mayFill={mayFill} keptSince="2025-10-18T09:00:00.000Z" />
    </QueryClientProvider>,
  );
}

test('one at work shows how far it has come, and keeps the next from being asked for', async () => {
  show([running]);
  await screen.findByText('12,300 read, 12,000 new or changed');
  screen.getByText('Reading');
  screen.getByText('Asked for by Ada Lovelace', { exact: false });
  expect(screen.getByRole('progressbar', { name: 'Way back' }).getAttribute('aria-valuenow')).toBe('50');
  screen.getByRole('button', { name: 'Cancel the back-fill' });
  expect(screen.queryByRole('button', { name: 'Read older history' })).toBeNull();
});

test('one that waits or fails says why', async () => {
  show([
    { ...running, waitingFor: 'XEM to answer', errorMessage: 'XEM did not answer.' },
    {
      ...running,
      backfillId: '0199a9a0-0000-7000-8000-000000000002',
      state: 'failed',
      endedAt: at,
      errorMessage: 'That page is too deep.',
    },
  ]);
  await screen.findByText('Waits for XEM to answer.');
  screen.getByText('XEM did not answer. Trying again.');
  screen.getByText('That page is too deep.');
});

test('a responder sees the progress but no button', async () => {
  show([running], false);
  await screen.findByText('Commanders and admins can ask for one.');
  await screen.findByText('Reading');
  expect(screen.queryByRole('button')).toBeNull();
});

test('older history is asked for by a day, which XEM does not keep longer than we do', async () => {
  const asked: unknown[] = [];
  show([]);
  server.use(
    http.post('*/api/v1/mirror/backfills', async ({ request }) => {
      asked.push([await request.json(), request.headers.get('idempotency-key')]);
      return asked.length === 1
        ? problemAnswer(new AppError('conflict', 'busy', { userMessage: 'A back-fill is at work.' }))
        : HttpResponse.json(toWire(backfillSchema, running) as object, { status: 201 });
    }),
  );
  await screen.findByText('Nobody has asked for older history.');
  await userEvent.click(screen.getByRole('button', { name: 'Read older history' }));
  const day = await screen.findByLabelText('Back to', { exact: false });
  expect(day).toMatchObject({ value: '2025-10-19' });
  await userEvent.click(screen.getByRole('button', { name: 'Read history' }));
  await screen.findByText('A back-fill is at work.');
  await userEvent.click(screen.getByRole('button', { name: 'Read history' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  // The same key: the second press is the first request again.
  expect(asked).toEqual([
    [{ since: '2025-10-19T00:00:00.000Z' }, expect.any(String)],
    [{ since: '2025-10-19T00:00:00.000Z' }, (asked[0] as [unknown, string])[1]],
  ]);
});

test('cancelling asks first', async () => {
  let cancelled = 0;
  show([running]);
  server.use(
    http.post(`*/api/v1/mirror/backfills/${running.backfillId}/cancel`, () => {
      cancelled += 1;
      return HttpResponse.json(toWire(backfillSchema, { ...running, state: 'cancelled' }) as object);
    }),
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel the back-fill' }));
  await screen.findByText('What it has read is kept.', { exact: false });
  expect(cancelled).toBe(0);
  await userEvent.click(screen.getByRole('button', { name: 'Cancel back-fill' }));
  await waitFor(() => expect(cancelled).toBe(1));
});
