import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutMark, longStringCutter } from '@/lib/xem/cut-long-strings';

function cutIn(text: string, limit: number, pieceSize: number): string {
  const cut = longStringCutter(limit);
  const pieces = Array.from({ length: Math.ceil(text.length / pieceSize) }, (_, index) =>
    cut(text.slice(index * pieceSize, (index + 1) * pieceSize)),
  );
  return pieces.join('');
}

it.each([
  ['{"a":"short","b":[1,"x"]}', { a: 'short', b: [1, 'x'] }],
  [`{"a":"${'x'.repeat(9)}","b":"y"}`, { a: `xxxxx${cutMark}`, b: 'y' }],
  [String.raw`{"a":"12345\"still\"","b":1}`, { a: `12345${cutMark}`, b: 1 }],
  [String.raw`{"a":"1234\"5678","b":1}`, { a: `1234"${cutMark}`, b: 1 }],
  [String.raw`{"a":"1\\","b":"22222222"}`, { a: '1\\', b: `22222${cutMark}` }],
])('cuts %s in whatever pieces it comes', (text, expected) => {
  for (const size of [1, 2, 3, 1_000]) expect(JSON.parse(cutIn(text, 5, size))).toEqual(expected);
});

it('leaves alone what has no long string, and otherwise keeps the beginning of each', () => {
  const limit = 20;
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), fc.integer({ min: 1, max: 50 }), (text, size) => {
      expect(cutIn(text, 1_000_000, size)).toBe(text);
      const strings: string[] = [];
      JSON.parse(cutIn(text, limit, size), (_key, value: unknown) => {
        if (typeof value === 'string') strings.push(value);
        return value;
      });
      const whole: string[] = [];
      JSON.parse(text, (_key, value: unknown) => {
        if (typeof value === 'string') whole.push(value);
        return value;
      });
      // Two long keys may become one, so the counts may differ where keys are long; each string is a beginning.
      for (const string of strings) {
        const begin = string.endsWith(cutMark) ? string.slice(0, -cutMark.length) : string;
        expect(whole.some((it) => it.startsWith(begin))).toBe(true);
      }
    }),
  );
});
