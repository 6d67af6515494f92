import { expect, test } from 'vitest';
import { settingsThatUse } from '@/lib/credentials/own-keys';

const own = {
  XEM_API_KEY: 'xero_acme_abcdef',
  XEM_API_KEY_INFERENCE: 'xero_acme_123456',
  XEM_CLI: undefined,
};

test.each([
  ['xero_acme_abc…', ['XEM_API_KEY']],
  ['xero_acme_abc...', ['XEM_API_KEY']],
  ['xero_acme_1234****', ['XEM_API_KEY_INFERENCE']],
  ['xero_acme_', ['XEM_API_KEY', 'XEM_API_KEY_INFERENCE']],
  ['xero_other_abc', []],
  // Too little to tell by.
  ['xero…', []],
  [null, []],
])('a key shown as %j may be the one in %j', (prefix, settings) => {
  expect(settingsThatUse(prefix, own)).toEqual(settings);
});
