import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const pairs = [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
  ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
);
const tokens = new Map(pairs);

const grounds = ['bg', 'surface', 'sunken'];
const meanings = ['accent', 'danger', 'held', 'draining', 'ok', 'stale'];
const softs = meanings.map((meaning) => `${meaning}-soft`);

const readable: [text: string, ground: string][] = [
  ...['ink', 'ink-2', 'ink-3'].flatMap((ink) =>
    [...grounds, 'fill', 'selected', ...softs].map((ground): [string, string] => [ink, ground]),
  ),
  ...meanings.flatMap((meaning) =>
    [...grounds, `${meaning}-soft`].map((ground): [string, string] => [meaning, ground]),
  ),
  ['ink-inverse', 'ink'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-strong'],
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(readable)('%s can be read on %s', (text, ground) => {
    expect(contrast(colour(text, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(grounds)('the edge of a control is seen on %s', (ground) => {
    expect(contrast(colour('line-control', theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  });
});

function colour(name: string, theme: 'light' | 'dark'): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`no token ${name} with two plain colours`);
  return token[theme];
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
