import { expect, test } from 'vitest';
import { parseEnv, parseXemEnv } from '@/lib/env';

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

const required = {
  DATABASE_URL: 'postgres://holdfast@127.0.0.1/holdfast',
  HOLDFAST_SECRET: 'a-secret-for-tests-only-that-is-long-enough',
};

test('executions are kept for 400 days unless told otherwise', () => {
  expect(parseEnv({ ...required, HOLDFAST_RETENTION_DAYS: '' }).HOLDFAST_RETENTION_DAYS).toBe(400);
  expect(parseEnv({ ...required, HOLDFAST_RETENTION_DAYS: '90' }).HOLDFAST_RETENTION_DAYS).toBe(90);
});

test.each(['89', '-1', '90.5', 'forever', '36501'])('a retention of %s days is refused by name', (days) => {
  expect(() => parseEnv({ ...required, HOLDFAST_RETENTION_DAYS: days })).toThrow(
    /^HOLDFAST_RETENTION_DAYS must/,
  );
});
