import { expect, it } from 'vitest';
import type { Context } from '@/lib/context';
import { readSharedTail } from '@/lib/executions/server/read-shared-tail';

/** An XEM whose output ends when the test says so. */
function slowXem() {
  const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  const rawExecution = async () => ({
    body: new ReadableStream<Uint8Array>({ start: (controller) => void streams.push(controller) }),
    size: null,
  });
  const end = (text: string) => {
    const stream = streams.at(-1);
    stream?.enqueue(Buffer.from(text));
    stream?.close();
  };
  return { xem: { rawExecution } as unknown as Context['xem'], streams, end };
}

it('is one reading at XEM however many watch, and a new one once that has ended', async () => {
  const { xem, streams, end } = slowXem();
  const both = [readSharedTail(xem, 'exe_1'), readSharedTail(xem, 'exe_1')];
  await Promise.resolve();
  end('so far');
  const [one, other] = await Promise.all(both);
  expect(one?.bytes.toString()).toBe('so far');
  expect(other).toEqual(one);
  expect(streams).toHaveLength(1);
  const later = readSharedTail(xem, 'exe_1');
  await Promise.resolve();
  end('so far and on');
  expect((await later).bytes.toString()).toBe('so far and on');
});

it('leaves other calls alone, and does not keep a failure', async () => {
  let count = 0;
  const rawExecution = async () => {
    count += 1;
    throw new Error('no way');
  };
  const xem = { rawExecution } as unknown as Context['xem'];
  await Promise.allSettled([readSharedTail(xem, 'exe_1'), readSharedTail(xem, 'exe_2')]);
  await Promise.allSettled([readSharedTail(xem, 'exe_1')]);
  expect(count).toBe(3);
});
