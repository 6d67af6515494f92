import { InfiniteQueryObserver, QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Freshener, keepFresh } from '@/lib/live/keep-fresh';

let client: QueryClient;
let freshener: Freshener;
let answers: { cursor: number; give: () => Promise<void>; signal: AbortSignal }[];
let closeAll: (() => void)[];

beforeEach(() => {
  vi.useFakeTimers();
  client = new QueryClient();
  freshener = keepFresh(client);
  answers = [];
  closeAll = [freshener.close];
});
afterEach(() => {
  for (const close of closeAll) close();
  client.clear();
  vi.useRealTimers();
});

/** Answers when the test says so. */
function slowly<Answer>(cursor: number, signal: AbortSignal, answer: Answer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const give = async () => {
      resolve(answer);
      await vi.advanceTimersByTimeAsync(0);
    };
    signal.addEventListener('abort', () => reject(signal.reason));
    answers.push({ cursor, give, signal });
  });
}

function watchList() {
  const observer = new InfiniteQueryObserver(client, {
    queryKey: ['executions', 'list'],
    queryFn: ({ pageParam, signal }) => slowly(pageParam, signal, { next: pageParam + 1 }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => (next < 9 ? next : null),
  });
  closeAll.push(observer.subscribe(() => undefined));
  return observer;
}

const pagesOf = (observer: ReturnType<typeof watchList>) => observer.getCurrentResult().data?.pages.length;
const asked = () => answers.map(({ cursor }) => cursor);
const change = () => freshener.refresh(['executions']);

describe('changes that come faster than the server answers', () => {
  it('let a reading finish, and have it followed by one more', async () => {
    watchList();
    await answers[0]?.give();
    change();
    change();
    change();
    expect(answers[1]?.signal.aborted).toBe(false);
    expect(asked()).toEqual([0, 0]);
    await answers[1]?.give();
    expect(asked()).toEqual([0, 0, 0]);
    await answers[2]?.give();
    expect(asked()).toEqual([0, 0, 0]);
  });

  it('throw no page away that a person asked for', async () => {
    const list = watchList();
    await answers[0]?.give();
    void list.fetchNextPage();
    change();
    expect(answers[1]?.signal.aborted).toBe(false);
    await answers[1]?.give();
    expect(pagesOf(list)).toBe(2);
    expect(asked()).toEqual([0, 1, 0]);
  });

  it('have a long list read again at its own pace, not at theirs', async () => {
    const list = watchList();
    await answers[0]?.give();
    void list.fetchNextPage();
    await answers[1]?.give();
    change();
    await vi.advanceTimersByTimeAsync(3_000);
    await answers[2]?.give();
    await answers[3]?.give();
    expect(asked()).toEqual([0, 1, 0, 1]);
    change();
    await vi.advanceTimersByTimeAsync(14_000);
    expect(asked()).toEqual([0, 1, 0, 1]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked()).toEqual([0, 1, 0, 1, 0]);
  });

  it('wait for a person who reads on while a refresh runs, and are made up for', async () => {
    const list = watchList();
    await answers[0]?.give();
    change();
    void list.fetchNextPage();
    await vi.advanceTimersByTimeAsync(0);
    await answers[2]?.give();
    expect(pagesOf(list)).toBe(2);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked()).toEqual([0, 0, 1, 0]);
  });
});

describe('what nobody looks at', () => {
  it('is read when somebody does', async () => {
    const read = vi.fn(async () => 'known');
    const options = { queryKey: ['executions', 'recent'], queryFn: read, staleTime: 60_000 };
    await client.prefetchQuery(options);
    change();
    expect(read).toHaveBeenCalledOnce();
    closeAll.push(new QueryObserver(client, options).subscribe(() => undefined));
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('and what never changes is left alone', async () => {
    const read = vi.fn(async () => 'written');
    const options = { queryKey: ['executions', 'log'], queryFn: read, staleTime: 'static' as const };
    closeAll.push(new QueryObserver(client, options).subscribe(() => undefined));
    await vi.advanceTimersByTimeAsync(0);
    change();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(read).toHaveBeenCalledOnce();
  });
});
