import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Tally } from './tally';

const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

const vitestSchema = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

/** Counts Vitest's JSON report. A file that failed to load has no tests in it, and counts as one that failed. */
export function readVitestReport(path: string): Tally {
  if (!existsSync(path)) return nothing;
  const { testResults } = vitestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const statuses = testResults.flatMap((file) => {
    const own = file.assertionResults.map((test) => test.status);
    return file.status === 'failed' && !own.includes('failed') ? [...own, 'failed'] : own;
  });
  return {
    passed: statuses.filter((status) => status === 'passed').length,
    failed: statuses.filter((status) => status === 'failed').length,
    skipped: statuses.filter((status) => !['passed', 'failed'].includes(status)).length,
  };
}

const playwrightSchema = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

/** Counts Playwright's JSON report. A test that passed only when repeated has failed. */
export function readPlaywrightReport(path: string): Tally {
  if (!existsSync(path)) return nothing;
  const { stats } = playwrightSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}
