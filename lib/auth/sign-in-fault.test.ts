import { expect, it } from 'vitest';
import { signInFault } from '@/lib/auth/sign-in-fault';

it.each([
  [401, 'INVALID_EMAIL_OR_PASSWORD', null, /do not go together/],
  [400, 'INVALID_EMAIL', null, /do not go together/],
  [401, 'FAILED_TO_CREATE_SESSION', null, /is disabled/],
  [429, null, 7, /Wait 7 seconds/],
  [429, null, null, /Wait 10 seconds/],
  [403, 'INVALID_ORIGIN', null, /its own address/],
  [500, null, null, /right now/],
] as const)('%s %s is told in words', (status, code, retryAfterSeconds, words) => {
  expect(signInFault({ status, code, retryAfterSeconds })).toMatch(words);
});

it('says when there was no answer at all', () => {
  expect(signInFault(null)).toMatch(/cannot be reached/);
});
