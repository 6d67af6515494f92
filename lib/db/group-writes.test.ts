import { describe, expect, it } from 'vitest';
import { groupWrites } from '@/lib/db/group-writes';

describe('groupWrites', () => {
  it('writes at once what comes alone, and together what comes meanwhile', async () => {
    const batches: number[][] = [];
    const gate = Promise.withResolvers<void>();
    const write = groupWrites(async (items: number[]) => {
      batches.push(items);
      if (batches.length === 1) await gate.promise;
      return items.map((item) => item * 10);
    });
    const answers = [1, 2, 3].map((item) => write(item));
    gate.resolve();
    expect(await Promise.all(answers)).toEqual([10, 20, 30]);
    expect(await write(4)).toBe(40);
    expect(batches).toEqual([[1], [2, 3], [4]]);
  });

  it('keeps a batch short', async () => {
    const sizes: number[] = [];
    const write = groupWrites(async (items: number[]) => {
      sizes.push(items.length);
      await Promise.resolve();
      return items;
    });
    await Promise.all(Array.from({ length: 451 }, (_, item) => write(item)));
    expect(sizes).toEqual([1, 200, 200, 50]);
  });

  it('fails nobody else for one that cannot be written', async () => {
    const write = groupWrites(async (items: number[]) => {
      await Promise.resolve();
      if (items.includes(3)) throw new Error('no');
      return items;
    });
    const settled = await Promise.allSettled([1, 2, 3, 4].map((item) => write(item)));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });
});
