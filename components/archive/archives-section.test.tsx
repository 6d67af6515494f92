// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { ArchivesSection } from '@/components/archive/archives-section';
import { type Archive, archiveSchema } from '@/lib/archive/archive-schema';
import { listArchivesEndpoint } from '@/lib/archive/endpoints';
import { AppError } from '@/lib/errors';
import { toWire } from '@/lib/http/wire-case';
import { problemAnswer } from '@/lib/testing/problem-answer';

configure({ asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });

const at = '2026-11-22T14:08:20.000Z';
const root = '*/api/v1/incidents/INC-7/archives';
const archive: Archive = {
  archiveId: '0199a9a0-0000-7000-8000-000000000001',
  since: at,
  until: at,
  state: 'requested',
  xemExportId: null,
  xemStatus: null,
  evidenceId: null,
  sha256: null,
  size: null,
  errorMessage: null,
  requestedByName: 'Li',
  requestedAt: at,
  finishedAt: null,
};

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function show(archives: Archive[], mayWrite = true) {
  server.use(
    http.get(root, () =>
      HttpResponse.json(toWire(listArchivesEndpoint.answer, { data: archives, nextCursor: null }) as object),
    ),
  );
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <ArchivesSection incidentRef="INC-7" mayWrite={mayWrite} />
    </QueryClientProvider>,
  );
}

test('what holds an archive up is shown while it is tried again', async () => {
  const held = { ...archive, state: 'downloading', errorMessage: 'XEM is limiting.' } as const;
  show([held]);
  expect(await screen.findByText(/XEM is limiting\. It is tried again\./)).toBeTruthy();
  expect(screen.getByRole('progressbar')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});

test('a failed one is tried again by a person', async () => {
  const user = userEvent.setup();
  const failed: Archive = { ...archive, state: 'failed', errorMessage: 'The answer was lost.' };
  const archives = [failed];
  server.use(
    http.post(`${root}/:archiveId/retry`, () => {
      archives[0] = { ...archive, state: 'exporting', xemStatus: 'pending' };
      return HttpResponse.json(toWire(archiveSchema, archives[0]) as object);
    }),
  );
  show(archives);
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(/XEM says pending/)).toBeTruthy();
});

test('a ready one gives its file and its digest', async () => {
  const evidenceId = '0199a9a0-0000-7000-8000-000000000002';
  show([{ ...archive, state: 'ready', evidenceId, sha256: 'a'.repeat(64), size: 125_300 }], false);
  const link = await screen.findByRole('link', { name: /Download/ });
  expect(link.getAttribute('href')).toBe(`/api/v1/incidents/INC-7/evidence/${evidenceId}/content`);
  expect(screen.getByText('125 kB')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /Archive executions/ })).toBeNull();
});

test('what XEM cannot export is said by its field', async () => {
  const user = userEvent.setup();
  show([]);
  const errors = [{ field: 'since', message: 'XEM exports at most 90 days' }];
  server.use(
    http.post(root, () =>
      problemAnswer(new AppError('invalid_input', 'since: too long', { details: { errors } })),
    ),
  );
  await user.click(screen.getByRole('button', { name: /Archive executions/ }));
  await user.click(await screen.findByRole('button', { name: 'Request archive' }));
  expect(await screen.findByText('XEM exports at most 90 days')).toBeTruthy();
});
