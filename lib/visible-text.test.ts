import { expect, it } from 'vitest';
import { visibleText } from '@/lib/visible-text';

it.each([
  ['what reorders text', 'user\u202Enimda', 'user\\u{202e}nimda'],
  ['what takes no place', 'a\u200Bb', 'a\\u{200b}b'],
  ['what steers a terminal', '\u001b[31m\n', '\\u{1b}[31m\\u{a}'],
])('writes out %s', (_case, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

it('keeps what it is told to, and all letters', () => {
  expect(visibleText('ä 漢\tb\n\r', '\n\t')).toBe('ä 漢\tb\n\\u{d}');
});
