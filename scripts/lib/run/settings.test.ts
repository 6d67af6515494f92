import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSecret, readSettings } from './settings';

const bare: NodeJS.ProcessEnv = { NODE_ENV: 'production' };

describe('settings', () => {
  it('need nothing, and then only this machine reaches the console', () => {
    expect(readSettings(bare)).toMatchObject({ host: '127.0.0.1', url: 'http://localhost:3000' });
  });

  it('open the console to others once it has an address', () => {
    const settings = readSettings({ ...bare, HOLDFAST_URL: 'https://holdfast.example.com' });
    expect(settings).toMatchObject({ host: undefined, url: 'https://holdfast.example.com' });
  });
});

describe('the secret', () => {
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'holdfast-secret-'));
  });

  afterEach(() => rmSync(home, { recursive: true }));

  it('is made once, long, and readable by its owner only', () => {
    const secret = readSecret(bare, home);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(readSecret(bare, home)).toBe(secret);
    expect(statSync(join(home, 'secret')).mode & 0o777).toBe(0o600);
  });

  it('is the given one where there is one', () => {
    expect(readSecret({ ...bare, HOLDFAST_SECRET: 'given' }, home)).toBe('given');
  });
});
