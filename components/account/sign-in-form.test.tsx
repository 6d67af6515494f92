import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { SignInForm } from '@/components/account/sign-in-form';

configure({ asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

async function signInMeeting(answer: () => Response): Promise<() => unknown> {
  let sent: unknown;
  server.use(
    http.post('*/api/auth/sign-in/email', async ({ request }) => {
      sent = await request.json();
      return answer();
    }),
  );
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SignInForm />
    </QueryClientProvider>,
  );
  await userEvent.type(screen.getByLabelText('E-mail'), 'ada@example.com');
  await userEvent.type(screen.getByLabelText('Password'), 'a long enough password');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  return () => sent;
}

test('a wrong password is said so, beside what was typed', async () => {
  const sent = await signInMeeting(() =>
    HttpResponse.json({ code: 'INVALID_EMAIL_OR_PASSWORD' }, { status: 401 }),
  );
  expect(await screen.findByText(/do not go together/)).toBeTruthy();
  expect(sent()).toEqual({ email: 'ada@example.com', password: 'a long enough password' });
  expect(screen.getByLabelText<HTMLInputElement>('E-mail').value).toBe('ada@example.com');
});

test('too many tries say how long to wait', async () => {
  await signInMeeting(() =>
    HttpResponse.json({ message: 'slow down' }, { status: 429, headers: { 'X-Retry-After': '8' } }),
  );
  expect(await screen.findByText(/Wait 8 seconds/)).toBeTruthy();
});

test('a server out of reach is not taken for a wrong password', async () => {
  await signInMeeting(() => HttpResponse.error());
  expect(await screen.findByText(/cannot be reached/)).toBeTruthy();
});

test('the password never goes into an address, even before the script runs', () => {
  const { container } = render(
    <QueryClientProvider client={new QueryClient()}>
      <SignInForm />
    </QueryClientProvider>,
  );
  expect(container.querySelector('form')?.method).toBe('post');
});
