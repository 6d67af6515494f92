import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import { type ComponentProps, useEffect } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AffectedExecutions } from '@/components/incidents/affected-executions';
import { listExecutionsEndpoint } from '@/lib/executions/endpoints';
import { toWire } from '@/lib/http/wire-case';
import { keepFresh } from '@/lib/live/keep-fresh';
import { buildExecutionSummary } from '@/lib/testing/execution-summary';

type Router = NonNullable<ComponentProps<typeof AppRouterContext.Provider>['value']>;

const pageSize = 60;
/** Ids, newest first. */
let stored: number[];
/** The server answers when the test says so. */
let waiting: { cursor: string | null; answer: () => void; fail: () => void }[];
let client: QueryClient;
let change: () => void;

beforeEach(() => {
  // The layout that jsdom does not have: rows of 37 px in a list of 370.
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(37);
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(370);
  Element.prototype.scrollTo = function scrollTo(this: Element, target) {
    this.scrollTop = typeof target === 'object' ? (target.top ?? 0) : 0;
    fireEvent.scroll(this);
  } as typeof Element.prototype.scrollTo;
  stored = Array.from({ length: 100 }, (_, index) => 100 - index);
  waiting = [];
  client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });
  vi.stubGlobal(
    'fetch',
    (url: string) =>
      new Promise<Response>((resolve, reject) => {
        const cursor = new URL(url, 'http://holdfast.test').searchParams.get('cursor');
        waiting.push({
          cursor,
          answer: () => resolve(page(cursor)),
          fail: () => reject(new TypeError('no way')),
        });
      }),
  );
});
afterEach(() => vi.unstubAllGlobals());

function page(cursor: string | null): Response {
  const left = cursor === null ? stored : stored.filter((id) => id < Number(cursor));
  const ids = left.slice(0, pageSize);
  const body = {
    data: ids.map(execution),
    nextCursor: left.length > pageSize ? String(ids.at(-1)) : null,
  };
  return Response.json(toWire(listExecutionsEndpoint.answer, body));
}

const execution = (id: number) => buildExecutionSummary({ executionId: `exe_${id}`, toolName: `tool_${id}` });

function Live() {
  useEffect(() => {
    const freshener = keepFresh(client);
    change = () => freshener.refresh(['executions']);
    return freshener.close;
  }, []);
  return null;
}

async function open() {
  render(
    <AppRouterContext.Provider value={{} as Router}>
      <QueryClientProvider client={client}>
        <Live />
        <AffectedExecutions incidentRef="INC-7" />
      </QueryClientProvider>
    </AppRouterContext.Provider>,
  );
  await answerNext(null);
  await screen.findByRole('list', { name: 'Executions' });
  return userEvent.setup();
}

async function nextRequest() {
  await waitFor(() => expect(waiting).not.toHaveLength(0));
  const request = waiting.shift();
  if (!request) throw new Error('nothing was asked');
  return request;
}

async function answerNext(cursor: string | null) {
  const request = await nextRequest();
  expect(request.cursor).toBe(cursor);
  await act(async () => request.answer());
}

const toTheEnd = () =>
  screen.getByRole('list', { name: 'Executions' }).parentElement?.scrollTo({ top: 100_000 });

test('reads on although changes keep coming while the server is slow', async () => {
  const user = await open();
  await user.click(await screen.findByRole('button', { name: 'Load older' }));
  for (const id of [101, 102, 103]) {
    stored.unshift(id);
    act(change);
  }
  await answerNext('41');
  expect(await screen.findByText('100 executions, all that match')).toBeDefined();
  // What changed meanwhile follows, and is all there.
  await answerNext(null);
  await answerNext('44');
  expect(await screen.findByText('tool_103')).toBeDefined();
});

test('goes on by itself for a reader who reached the end while it was refreshed', async () => {
  await open();
  act(change);
  const refresh = await nextRequest();
  act(toTheEnd);
  await answerNext('41');
  refresh.answer();
  expect(await screen.findByText('100 executions, all that match')).toBeDefined();
});

test('offers to try again where older ones could not be read, and does not ask by itself', async () => {
  const user = await open();
  await user.click(await screen.findByRole('button', { name: 'Load older' }));
  const request = await nextRequest();
  await act(async () => request.fail());
  const again = await screen.findByRole('button', { name: 'Try again' });
  expect(waiting).toEqual([]);
  await user.click(again);
  await answerNext('41');
});
