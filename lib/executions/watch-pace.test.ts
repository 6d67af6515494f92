import { expect, it } from 'vitest';
import { watchPace } from '@/lib/executions/watch-pace';

it.each([
  ['what is read at once is read every 2 s', 100, 2_000],
  ['what takes long is read that much more rarely', 3_000, 15_000],
  ['and at least once a minute', 40_000, 60_000],
  ['what failed is given some time', null, 10_000],
])('%s', (_case, tookMs, paceMs) => {
  expect(watchPace(tookMs)).toBe(paceMs);
});
