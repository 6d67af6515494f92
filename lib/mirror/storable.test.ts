import { describe, expect, it } from 'vitest';
import {
  isStorableId,
  storableInstant,
  storableInt,
  storableJson,
  storableWord,
} from '@/lib/mirror/storable';

describe('JSON for PostgreSQL', () => {
  it.each([
    ['a NUL character', { output: 'a\0b' }, { output: 'ab' }],
    ['a NUL in a key, deep down', { a: [{ 'k\0': 1 }] }, { a: [{ k: 1 }] }],
    ['half a surrogate pair', { output: 'x\ud83d' }, { output: 'x\ufffd' }],
    ['an emoji', { output: '🔥' }, { output: '🔥' }],
    ['text that only looks like an escape', { output: '\\u0000' }, { output: '\\u0000' }],
    ['an instant', { at: new Date(0), nul: '\0' }, { at: '1970-01-01T00:00:00.000Z', nul: '' }],
  ])('keeps or mends %s', (_case, given, stored) => {
    expect(JSON.parse(storableJson(given))).toEqual(stored);
  });
});

it('cuts a word that an index would refuse, and takes no id that would have to be cut', () => {
  expect(storableWord('x'.repeat(3_000))).toHaveLength(400);
  expect(storableWord('🔥'.repeat(3_000))).toBe('🔥'.repeat(100));
  expect(storableWord('run\0ning')).toBe('running');
  expect(isStorableId('x'.repeat(501))).toBe(false);
  expect(isStorableId('exe_1')).toBe(true);
});

it('leaves out numbers and times that the columns cannot hold', () => {
  expect([137, -1, 4_294_967_295, 12.4, Number.NaN, null].map(storableInt)).toEqual([
    137,
    -1,
    null,
    12,
    null,
    null,
  ]);
  expect(storableInstant(new Date('+020000-01-01T00:00:00Z'))).toBeNull();
  expect(storableInstant(new Date('2026-11-22T00:00:00Z'))).toEqual(new Date('2026-11-22T00:00:00Z'));
});
