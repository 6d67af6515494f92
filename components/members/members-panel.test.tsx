import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { MembersPanel } from '@/components/members/members-panel';
import { AppError } from '@/lib/errors';
import { toWire } from '@/lib/http/wire-case';
import { inviteMemberEndpoint, listMembersEndpoint } from '@/lib/members/endpoints';
import type { Member } from '@/lib/members/member-schema';
import { problemAnswer } from '@/lib/testing/problem-answer';

configure({ asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });

const at = '2026-11-22T14:08:20.000Z';
const ada: Member = {
  memberId: '0199a9a0-0000-7000-8000-000000000001',
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  role: 'admin',
  joinedAt: at,
  lastSeenAt: at,
  hasPassword: true,
  disabledAt: null,
  liveTokenCount: 2,
};
const grace: Member = {
  ...ada,
  memberId: '0199a9a0-0000-7000-8000-000000000002',
  name: 'Grace Hopper',
  email: 'grace@example.com',
  role: 'responder',
  lastSeenAt: null,
  hasPassword: false,
};

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

async function show(members: Member[], mayManage = true) {
  server.use(
    http.get('*/api/v1/members', () =>
      HttpResponse.json(toWire(listMembersEndpoint.answer, { data: members, nextCursor: null }) as object),
    ),
  );
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MembersPanel ownId={ada.memberId} mayManage={mayManage} />
    </QueryClientProvider>,
  );
  await screen.findByText('Grace Hopper');
}

test('who is not an admin reads the list and can do nothing to it', async () => {
  await show([ada, grace], false);
  expect(screen.getByText('no password yet')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

test('an invitation ends with the link, shown once', async () => {
  await show([ada, grace]);
  let sent: unknown;
  server.use(
    http.post('*/api/v1/members', async ({ request }) => {
      sent = await request.json();
      const signInLink = { url: 'http://localhost/sign-in/link?token=abc', expiresAt: at };
      return HttpResponse.json(toWire(inviteMemberEndpoint.answer, { member: grace, signInLink }) as object);
    }),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Invite somebody' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Invite and make a link' }));
  expect(await dialog.findByText('is needed')).toBeTruthy();
  expect(dialog.getByText('must be an e-mail address')).toBeTruthy();
  expect(sent).toBeUndefined();

  await userEvent.type(dialog.getByLabelText('Name'), 'Grace Hopper');
  await userEvent.type(dialog.getByLabelText('E-mail'), 'Grace@Example.com');
  await userEvent.selectOptions(dialog.getByLabelText('Role'), 'commander');
  await userEvent.click(dialog.getByRole('button', { name: 'Invite and make a link' }));
  expect(await dialog.findByText('http://localhost/sign-in/link?token=abc')).toBeTruthy();
  expect(sent).toEqual({ name: 'Grace Hopper', email: 'grace@example.com', role: 'commander' });
});

test('a refusal is told in the dialog, which stays open', async () => {
  await show([ada, grace]);
  server.use(
    http.post('*/api/v1/members/*/disable', () =>
      problemAnswer(new AppError('conflict', 'This is the last admin. Make somebody else admin first.')),
    ),
  );
  await userEvent.click(screen.getByRole('button', { name: 'More for Grace Hopper' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Disable…' }));
  const dialog = within(await screen.findByRole('alertdialog'));
  expect(dialog.getByText(/2 API tokens they made go/)).toBeTruthy();
  await userEvent.click(dialog.getByRole('button', { name: 'Disable' }));
  expect(await dialog.findByText(/This is the last admin/)).toBeTruthy();
});

test('a list that cannot be read says why, and can be tried again', async () => {
  server.use(
    http.get('*/api/v1/members', () => problemAnswer(new AppError('unavailable', 'The database is away.'))),
  );
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MembersPanel ownId={null} mayManage={false} />
    </QueryClientProvider>,
  );
  expect(await screen.findByText('The members could not be read.')).toBeTruthy();
  expect(screen.getByText('The database is away.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
});
