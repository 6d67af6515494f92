import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveOutput } from '@/components/executions/live-output';
import { buildExecutionDetail } from '@/lib/testing/execution-detail';

const execution = buildExecutionDetail({ executionId: 'exe_1', status: 'running', startedAt: null });

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  setVisibility('visible');
});

function setVisibility(state: 'visible' | 'hidden') {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
  window.dispatchEvent(new Event('visibilitychange'));
}

async function watch({ takesMs = 0 } = {}) {
  let count = 0;
  vi.stubGlobal('fetch', async (url: string) => {
    if (!url.includes('/raw')) return Response.json({}, { status: 503 });
    count += 1;
    const text = `line ${count}`;
    if (takesMs > 0) await new Promise((resolve) => setTimeout(resolve, takesMs));
    const headers = { 'X-Holdfast-Begin': '90', 'X-Holdfast-End': '100', 'X-Holdfast-Total': '100' };
    return new Response(text, { headers });
  });
  const { unmount } = render(
    <QueryClientProvider client={new QueryClient()}>
      <LiveOutput execution={execution} />
    </QueryClientProvider>,
  );
  expect(await screen.findByText('line 1')).toBeDefined();
  return { reads: () => count, unmount };
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

test('shows what is printed as it comes, and says that it is only the end', async () => {
  await watch();
  expect(screen.getByText('The newest 10 B of 100 B.')).toBeDefined();
  await pass(2_100);
  expect(await screen.findByText('line 2')).toBeDefined();
});

test('reads more rarely what takes long to read, and says so', async () => {
  const { reads } = await watch({ takesMs: 1_000 });
  expect(screen.getByText(/Read again every 5 s/)).toBeDefined();
  await pass(4_000);
  expect(reads()).toBe(1);
  await pass(1_500);
  expect(reads()).toBe(2);
});

test('rests while nobody sees the tab, and when the page is left', async () => {
  const { reads, unmount } = await watch();
  setVisibility('hidden');
  const before = reads();
  await pass(10_000);
  expect(reads()).toBe(before);
  setVisibility('visible');
  await pass(2_100);
  expect(reads()).toBeGreaterThan(before);
  unmount();
  const left = reads();
  await pass(10_000);
  expect(reads()).toBe(left);
});
