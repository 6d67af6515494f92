import { expect, test } from 'vitest';
import { readVariants } from '@/lib/simulator/http/read-variants';

test('variants are read in the kind that each has', () => {
  const texts = [
    'lists=offset',
    'missing=listChats,listTools',
    'decidedTwice=422',
    'showsPause=false',
    'signature=sha256=',
  ];
  expect(readVariants(texts)).toEqual({
    lists: 'offset',
    missing: ['listChats', 'listTools'],
    decidedTwice: 422,
    showsPause: false,
    signature: 'sha256=',
  });
  expect(readVariants([])).toEqual({});
});

test.each([
  ['lists=pile', /lists is one of object, array/],
  ['lists', /lists is one of/],
  ['missing=listChats,nothing', /missing is one of/],
  ['toString=x', /there is no variant toString; there are lists,/],
])('%s is said to be wrong', (text, said) => {
  expect(readVariants([text])).toMatch(said);
});
