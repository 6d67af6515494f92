import { expect, test } from 'vitest';
import { operationLabel, surfaceLabel } from '@/lib/connection/operation-labels';
import { operationNames, surfaceNames } from '@/lib/xem/wire/operation-table';

test('every operation and surface of the table has words', () => {
  expect(operationNames.filter((name) => operationLabel(name) === name)).toEqual([]);
  expect(surfaceNames.filter((name) => surfaceLabel(name) === name)).toEqual([]);
});
