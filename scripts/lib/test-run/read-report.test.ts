import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPlaywrightReport, readVitestReport } from './read-report';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-report-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function report(content: object): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

describe('the report of Vitest', () => {
  it('counts every test by how it ended', () => {
    const path = report({
      testResults: [file('passed', 'passed', 'pending', 'todo'), file('failed', 'passed', 'failed')],
    });
    expect(readVitestReport(path)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  it('counts a file that did not load as a failure', () => {
    expect(readVitestReport(report({ testResults: [file('failed')] }))).toMatchObject({ failed: 1 });
  });

  it('counts nothing where there is no report', () => {
    expect(readVitestReport(join(folder, 'none.json'))).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});

describe('the report of Playwright', () => {
  it('counts a test that passed only in the end as failed', () => {
    const path = report({ stats: { expected: 8, unexpected: 1, flaky: 2, skipped: 3 } });
    expect(readPlaywrightReport(path)).toEqual({ passed: 8, failed: 3, skipped: 3 });
  });
});
