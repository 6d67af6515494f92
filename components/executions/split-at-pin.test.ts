import { expect, it } from 'vitest';
import { splitAtPin } from '@/components/executions/split-at-pin';

const rows = ['c', 'b', 'a'].map((executionId) => ({ executionId }));

it.each([
  ['nobody reads', null, 'cba', 0],
  ['nothing came since', 'c', 'cba', 0],
  ['two came since', 'a', 'a', 2],
  ['the pinned row is gone', 'z', 'cba', 0],
])('holds back what came above the pin: %s', (_case, pinnedId, shown, waitingCount) => {
  const split = splitAtPin(rows, pinnedId);
  expect(split.shown.map(({ executionId }) => executionId).join('')).toBe(shown);
  expect(split.waitingCount).toBe(waitingCount);
});
