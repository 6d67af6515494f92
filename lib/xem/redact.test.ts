import { expect, test } from 'vitest';
import { redactor } from '@/lib/xem/redact';
import { contract } from '@/lib/xem/wire/contract';

const redact = redactor(['a-key.of=ours'], contract);

test.each([
  ['a key that we know', 'key a-key.of=ours is wrong', 'key [key] is wrong'],
  ['a key that looks like one', 'key xero_acme-prod_0123456789 is wrong', 'key [key] is wrong'],
  [
    'what was sent',
    'Authorization: Bearer abcdefghijklm.no== refused',
    'Authorization: Bearer [key] refused',
  ],
  ['no more than the key', '"Bearer abcdefghijklmnop","next":1', '"Bearer [key]","next":1'],
  [
    'no word behind Bearer',
    '401 Invalid Bearer token","cost":"none"',
    '401 Invalid Bearer token","cost":"none"',
  ],
])('takes out %s', (_, text, redacted) => {
  expect(redact(text)).toBe(redacted);
});
