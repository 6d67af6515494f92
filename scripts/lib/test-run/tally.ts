/** How many tests ended how; a check of the whole project, such as the linter, is one test. */
export type Tally = { passed: number; failed: number; skipped: number };

export const oneCheck = (isGood: boolean): Tally => ({
  passed: isGood ? 1 : 0,
  failed: isGood ? 0 : 1,
  skipped: 0,
});

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, tally) => ({
      passed: sum.passed + tally.passed,
      failed: sum.failed + tally.failed,
      skipped: sum.skipped + tally.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** A runner that ended badly without naming a failed test, because a file did not even load, counts as one failure. */
export function withExitCode(tally: Tally, exitCode: number): Tally {
  const hasUntoldFailure = exitCode !== 0 && tally.failed === 0;
  return hasUntoldFailure ? { ...tally, failed: 1 } : tally;
}

export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** A run that tested nothing proves nothing. */
export function isGoodEnd({ passed, failed }: Tally): boolean {
  return failed === 0 && passed > 0;
}
