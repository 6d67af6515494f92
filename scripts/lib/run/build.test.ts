import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from './build';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'holdfast-build-'));
  put('app/page.tsx', 'one');
  put('package-lock.json', '{}');
});

afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

describe('a build', () => {
  it.each([
    ['a page', 'app/page.tsx'],
    ['a new component', 'components/ui/button.tsx'],
    ['the lock file', 'package-lock.json'],
    ['the configuration', 'next.config.ts'],
    ['the schema', 'prisma/schema.prisma'],
  ])('is stale when %s changes', (_what, path) => {
    const before = fingerprint(root);
    put(path, 'two');
    expect(fingerprint(root)).not.toBe(before);
  });

  it.each([
    ['a test', 'app/page.test.tsx'],
    ['the simulator', 'lib/simulator/simulator.ts'],
    ['a guide', 'docs/operating.md'],
    ['the generated client', 'lib/db/generated/client.ts'],
  ])('stays fresh when %s changes', (_what, path) => {
    const before = fingerprint(root);
    put(path, 'two');
    expect(fingerprint(root)).toBe(before);
  });
});
