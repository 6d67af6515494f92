import { describe, expect, it } from 'vitest';
import { addTallies, closingLine, isGoodEnd, oneCheck, type Tally, withExitCode } from './tally';

const tally = (passed: number, failed = 0, skipped = 0): Tally => ({ passed, failed, skipped });

describe('the closing line', () => {
  it('sums all runners, a check counting as one test', () => {
    const total = addTallies([oneCheck(true), oneCheck(false), tally(40, 1, 2), tally(7)]);
    expect(closingLine(total)).toBe('48 passed, 2 failed, 2 skipped');
  });

  it.each([
    [tally(3), true],
    [tally(3, 0, 1), true],
    [tally(3, 1), false],
    [tally(0), false],
    [tally(0, 0, 5), false],
  ])('is a good end for %o: %s', (total, isGood) => {
    expect(isGoodEnd(total)).toBe(isGood);
  });
});

describe('the exit code of a runner', () => {
  it.each([
    ['adds the failure that no test told of', tally(5), 1, tally(5, 1)],
    ['adds nothing to failures that were told', tally(5, 2), 1, tally(5, 2)],
    ['adds nothing when it is good', tally(5), 0, tally(5)],
  ])('%s', (_what, told, exitCode, expected) => {
    expect(withExitCode(told, exitCode)).toEqual(expected);
  });
});
