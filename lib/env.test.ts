import { expect, test } from 'vitest';
import { parseXemEnv } from '@/lib/env';

test('XEM is reached over HTTP under its first name unless told otherwise', () => {
  expect(parseXemEnv({ XEM_TRANSPORT: '', XEM_PROFILE: '' })).toMatchObject({
    XEM_TRANSPORT: 'http',
    XEM_PROFILE: 'xerotier',
  });
  expect(parseXemEnv({ XEM_TRANSPORT: 'cli', XEM_CLI: '/opt/erectl', XEM_PROFILE: 'erebine' })).toMatchObject(
    {
      XEM_TRANSPORT: 'cli',
      XEM_CLI: '/opt/erectl',
      XEM_PROFILE: 'erebine',
    },
  );
});

test.each([
  [{ XEM_TRANSPORT: 'smtp' }, 'XEM_TRANSPORT must be http or cli.'],
  [{ XEM_PROFILE: 'other' }, 'XEM_PROFILE must be xerotier or erebine.'],
  [{ XEM_BASE_URL: 'api.example.com' }, /^XEM_BASE_URL must be a URL/],
])('%o is refused by name', (source, said) => {
  expect(() => parseXemEnv(source)).toThrow(said);
});
