import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { BranchesSection } from '@/components/executions/branches-section';
import { readExecutionBranchesEndpoint } from '@/lib/chats/endpoints';
import { toWire } from '@/lib/http/wire-case';
import { buildExecutionDetail } from '@/lib/testing/execution-detail';

afterEach(() => vi.unstubAllGlobals());

const at = '2026-11-22T10:00:00.000Z';
const branch = (branchId: string, isAutoFork: boolean) => ({
  branchId,
  name: branchId,
  parentBranchId: isAutoFork ? 'br_main' : null,
  forkedAtSequence: null,
  isAutoFork,
  createdAt: at,
});

function open(respond: () => Response) {
  const fetch = vi.fn(async () => respond());
  vi.stubGlobal('fetch', fetch);
  const execution = buildExecutionDetail({ executionId: 'exe_1', chatId: 'chat_1', branchId: 'br_main' });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <BranchesSection execution={execution} />
    </QueryClientProvider>,
  );
  return { fetch, user: userEvent.setup() };
}

const answer = (chat: object) =>
  Response.json(
    toWire(readExecutionBranchesEndpoint.answer, { chat, forkBeforeId: 'br_fork', readAt: at } as never),
  );

test('asks XEM only on request, and marks the fork from before the call', async () => {
  const { fetch, user } = open(() =>
    answer({ chatId: 'chat_1', branches: [branch('br_fork', true), branch('br_main', false)], error: null }),
  );
  expect(fetch).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: 'Show' }));
  const [fork, main] = await screen.findAllByRole('listitem');
  expect(within(fork as HTMLElement).getByText('The last fork before this call.')).toBeDefined();
  expect(within(main as HTMLElement).getByText('This call ran here.')).toBeDefined();
});

test('says why XEM does not show them', async () => {
  const error = { code: 'xem_scope_insufficient', message: 'The key lacks the scope chats.' };
  const { user } = open(() => answer({ chatId: 'chat_1', branches: null, error }));
  await user.click(screen.getByRole('button', { name: 'Show' }));
  expect(await screen.findByText('The key lacks the scope chats.')).toBeDefined();
});
