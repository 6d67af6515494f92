import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { PagedOutput } from '@/components/executions/paged-output';
import { AppError } from '@/lib/errors';
import { buildExecutionDetail } from '@/lib/testing/execution-detail';
import { problemAnswer } from '@/lib/testing/problem-answer';

afterEach(() => vi.unstubAllGlobals());

const execution = buildExecutionDetail({ executionId: 'exe_1', status: 'completed', output: 'kept part' });

/** Two pages of ten bytes each; 'needle' stands in the second. */
function answer(url: string): Response {
  const { searchParams } = new URL(url, 'http://holdfast.test');
  const find = searchParams.get('find');
  const offset = Number(searchParams.get('offset'));
  const headers = (begin: number, end: number, found?: number) => ({
    'X-Holdfast-Begin': String(begin),
    'X-Holdfast-End': String(end),
    'X-Holdfast-Total': '20',
    ...(found !== undefined && { 'X-Holdfast-Found': String(found) }),
  });
  if (searchParams.get('tail') === 'true') return new Response('dle two', { headers: headers(13, 20) });
  if (find === 'needle' && offset <= 12) return new Response('needle two', { headers: headers(10, 20, 12) });
  if (find !== null) return new Response('', { headers: headers(20, 20) });
  return offset === 0
    ? new Response('first page', { headers: headers(0, 10) })
    : new Response('needle two', { headers: headers(10, 20) });
}

function open(respond: (url: string) => Response) {
  const urls: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    urls.push(url);
    return respond(url);
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <PagedOutput execution={execution} />
    </QueryClientProvider>,
  );
  return { urls, user: userEvent.setup() };
}

test('turns pages, and says where it is', async () => {
  const { user } = open(answer);
  expect(await screen.findByText('first page')).toBeDefined();
  expect(screen.getByText('0 B to 10 B of 20 B')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Next page' }));
  expect(await screen.findByText('needle two')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Next page' })).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('button', { name: 'Back' }));
  expect(await screen.findByText('first page')).toBeDefined();
});

test('goes to the end at once, and back', async () => {
  const { user } = open(answer);
  await user.click(await screen.findByRole('button', { name: 'End' }));
  expect(await screen.findByText('dle two')).toBeDefined();
  expect(screen.getByText('13 B to 20 B of 20 B')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Next page' })).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('button', { name: 'Back' }));
  expect(await screen.findByText('first page')).toBeDefined();
});

test('finds in the whole output, and says when there is no more', async () => {
  const { user, urls } = open(answer);
  await user.type(await screen.findByLabelText('Find in the whole output'), 'needle');
  await user.click(screen.getByRole('button', { name: 'Find' }));
  expect(await screen.findByText('needle two')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Find next' }));
  expect(await screen.findByText('No more of it further down.')).toBeDefined();
  expect(urls.at(-1)).toContain('offset=13');
});

test('shows what the mirror kept when XEM cannot be asked', async () => {
  open(() => problemAnswer(new AppError('xem_unreachable', 'XEM cannot be reached.')));
  expect(await screen.findByText('The raw output cannot be read')).toBeDefined();
  expect(screen.getByText('kept part')).toBeDefined();
});
