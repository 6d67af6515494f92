import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isWithinBudget, weighBundles } from './bundle-budget';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-bundle-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Random bytes don't shrink, so a chunk weighs about its length. */
function chunk(bytes: number): string {
  const path = join(folder, `${randomBytes(4).toString('hex')}.js`);
  writeFileSync(path, randomBytes(bytes));
  return path;
}

function weigh(routes: Record<string, string[]>) {
  const path = join(folder, 'stats.json');
  const stats = Object.entries(routes).map(([route, paths]) => ({ route, firstLoadChunkPaths: paths }));
  writeFileSync(path, JSON.stringify(stats));
  return weighBundles(path);
}

describe('the bundle budget', () => {
  it('weighs what a page loads at first, after gzip', () => {
    const path = join(folder, 'main.js');
    writeFileSync(path, 'hold();'.repeat(10_000));
    const bytes = gzipSync('hold();'.repeat(10_000)).length;
    expect(weigh({ '/': [path] })).toEqual([{ route: '/', bytes, budget: 196_000 }]);
  });

  it.each([
    ['keeps a page of 190 kB', { '/': [100_000, 90_000] }, true],
    ['refuses a page of 200 kB', { '/': [10_000], '/incidents': [100_000, 100_000] }, false],
    ['keeps a timeline of 210 kB', { '/incidents/[incidentRef]': [210_000] }, true],
    ['refuses a timeline of 220 kB', { '/incidents/[incidentRef]': [220_000] }, false],
    ['refuses any script on the share page', { '/': [10_000], '/s/[token]': [10] }, false],
    ['refuses a build that tells of no page', {}, false],
  ])('%s', (_what, routes, isGood) => {
    const chunks = Object.entries(routes).map(([route, sizes]) => [route, sizes.map(chunk)]);
    expect(isWithinBudget(weigh(Object.fromEntries(chunks)))).toBe(isGood);
  });
});
