import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assumptionLabel } from '@/lib/connection/assumption-labels';
import { operationLabel, surfaceLabel } from '@/lib/connection/operation-labels';
import { operationNames, surfaceNames } from '@/lib/xem/wire/operation-table';

test('every operation and surface of the table has words', () => {
  expect(operationNames.filter((name) => operationLabel(name) === name)).toEqual([]);
  expect(surfaceNames.filter((name) => surfaceLabel(name) === name)).toEqual([]);
});

test('every assumption of the register has words', () => {
  const ids = [...readFileSync('docs/xem.md', 'utf8').matchAll(/^\| (A-\d\d) /gm)].map(([, id = '']) => id);
  expect(ids).toHaveLength(16);
  expect(ids.filter((id) => assumptionLabel(id) === null)).toEqual([]);
});
