import { expect, it } from 'vitest';
import { contradicts } from '@/lib/approvals/decision';

it.each([
  ['approved', 'approved', false],
  ['rejected', 'approved', true],
  ['timed_out', 'approved', true],
  ['approved', 'rejected', true],
  ['pending', 'approved', false],
  ['escalated', 'rejected', false],
  ['executed', 'approved', false],
] as const)('%s contradicts that it was %s: %s', (status, decision, expected) => {
  expect(contradicts(status, decision)).toBe(expected);
});
