import { expect, test } from 'vitest';
import { inTurn, NoTurn } from '@/lib/xem/cli/in-turn';

const patient = { isUrgent: false, withinMs: 60_000 };
const urgent = { isUrgent: true, withinMs: 60_000 };

test('only so many run at once, and what is urgent goes first', async () => {
  const take = inTurn(2);
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const run = (name: string, isUrgent = false) =>
    take(isUrgent ? urgent : patient, () => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const all = [run('a'), run('b'), run('read'), run('stop', true)];
  expect(begun).toEqual(['a', 'b']);
  ends[0]?.();
  await all[0];
  await Promise.resolve();
  expect(begun).toEqual(['a', 'b', 'stop']);
  for (let index = 1; index < 4; index += 1) {
    ends[index]?.();
    await expect.poll(() => begun.length).toBe(Math.min(4, index + 3));
  }
  await Promise.all(all);
});

test('what has waited too long never begins, and holds up nobody', async () => {
  const take = inTurn(1);
  const begun: string[] = [];
  const { promise: end, resolve: free } = Promise.withResolvers<void>();
  const begin = (name: string, how = patient) => take(how, async () => void begun.push(name));
  const first = take(patient, () => end);
  await expect(begin('late', { isUrgent: true, withinMs: 1 })).rejects.toBeInstanceOf(NoTurn);
  const next = begin('next');
  free();
  await Promise.all([first, next]);
  await begin('last');
  expect(begun).toEqual(['next', 'last']);
});

test('what fails hands its place on', async () => {
  const take = inTurn(1);
  await expect(take(patient, () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  await expect(take(patient, async (leftMs) => leftMs > 0)).resolves.toBe(true);
});
