import { describe, expect, it } from 'vitest';
import { readOutputPage, readOutputTail } from '@/lib/executions/server/read-output-page';

function streamOf(text: string, chunkBytes = 7) {
  const bytes = Buffer.from(text);
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + chunkBytes));
      at += chunkBytes;
    },
  });
}

/** A hundred megabytes that are made only as they are asked for. */
function hugeStream(seen: { chunks: number; isCancelled: boolean }) {
  const chunk = Buffer.from('0123456789abcde\n'.repeat(4_096));
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      seen.chunks += 1;
      if (seen.chunks > 1_600) controller.close();
      else controller.enqueue(chunk);
    },
    cancel() {
      seen.isCancelled = true;
    },
  });
}

describe('a page of output', () => {
  it('ends with a line, and the next goes on where it ended', async () => {
    const text = Array.from({ length: 40 }, (_, index) => `line ${index} with ünïcödé`).join('\n');
    let read = '';
    let offset = 0;
    for (let count = 0; count < 50; count += 1) {
      const page = await readOutputPage(streamOf(text), { offset, limitBytes: 100 });
      expect(page.begin).toBe(offset);
      read += page.bytes.toString('utf8');
      offset = page.begin + page.bytes.length;
      if (page.isLast) break;
      expect(page.bytes.toString('utf8')).toMatch(/\n$/);
    }
    expect(read).toBe(text);
  });

  it('never ends within a character, where there are no lines', async () => {
    const text = '🙈'.repeat(100);
    const page = await readOutputPage(streamOf(text), { offset: 0, limitBytes: 50 });
    expect(page.bytes.toString('utf8')).toBe('🙈'.repeat(12));
    // A byte that somebody typed may be in the middle of one.
    const next = await readOutputPage(streamOf(text), { offset: 49, limitBytes: 50 });
    expect(next.begin).toBe(52);
    expect(next.bytes.toString('utf8')).not.toContain('\uFFFD');
  });

  it('is empty beyond the end', async () => {
    const page = await readOutputPage(streamOf('short'), { offset: 900, limitBytes: 50 });
    expect(page).toMatchObject({ isLast: true, begin: 5 });
    expect(page.bytes).toHaveLength(0);
  });

  it('holds no more than it shows, and lets go of the rest', async () => {
    const seen = { chunks: 0, isCancelled: false };
    const page = await readOutputPage(hugeStream(seen), { offset: 50_000_000, limitBytes: 1_000 });
    expect(page).toMatchObject({ begin: 50_000_000, isLast: false });
    expect(page.bytes.length).toBeLessThanOrEqual(1_000);
    expect(seen.isCancelled).toBe(true);
    expect(seen.chunks).toBeLessThan(780);
  });
});

describe('finding in output', () => {
  const text = 'first line\nsecond LINE is here\nthird line\n';

  it('begins at the line, in any case, also across chunks', async () => {
    const page = await readOutputPage(streamOf(text, 3), { offset: 0, limitBytes: 1_000, find: 'line IS' });
    expect(page.bytes.toString()).toBe('second LINE is here\nthird line\n');
    expect(page).toMatchObject({ begin: 11, foundAt: 18 });
  });

  it('goes on after what was found', async () => {
    const first = await readOutputPage(streamOf(text), { offset: 0, limitBytes: 1_000, find: 'line' });
    const next = await readOutputPage(streamOf(text), {
      offset: (first.foundAt ?? 0) + 1,
      limitBytes: 1_000,
      find: 'line',
    });
    expect([first.foundAt, next.foundAt]).toEqual([6, 18]);
  });

  it('says when there is none', async () => {
    const page = await readOutputPage(streamOf(text), { offset: 0, limitBytes: 1_000, find: 'fourth' });
    expect(page).toMatchObject({ foundAt: null, isLast: true });
  });
});

describe('the end of output', () => {
  it('is whole characters, and knows how much there is', async () => {
    const tail = await readOutputTail(streamOf('ü'.repeat(100), 9), 11);
    expect(tail.bytes.toString()).toBe('ü'.repeat(5));
    expect(tail).toMatchObject({ begin: 190, total: 200 });
  });

  it('is all of what is short', async () => {
    expect((await readOutputTail(streamOf('short'), 100)).bytes.toString()).toBe('short');
  });
});
