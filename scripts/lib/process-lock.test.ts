import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identifyProcess, takeLock } from './process-lock.mjs';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-lock-'));
  path = join(folder, 'lock');
});

afterEach(() => rmSync(folder, { recursive: true }));

const leave = (holder: object) => writeFileSync(path, JSON.stringify({ purpose: 'npm start', ...holder }));

describe('a lock', () => {
  it('is refused while its holder lives, and names the holder', async () => {
    await takeLock(path, 'npm start');
    expect(await takeLock(path, 'npm test')).toEqual({
      isHeld: false,
      holder: { ...identifyProcess(process.pid), purpose: 'npm start' },
    });
  });

  it('is free again after its release', async () => {
    const first = await takeLock(path, 'npm start');
    if (first.isHeld) first.release();
    expect(await takeLock(path, 'npm test')).toMatchObject({ isHeld: true });
  });

  it.each([
    ['by a process that is gone', () => leave({ pid: 999_999_999, startedAt: 'before' })],
    [
      'by a process whose number now belongs to another',
      () => leave({ pid: process.pid, startedAt: 'before' }),
    ],
    ['half written, by a full disk', () => writeFileSync(path, '{"pid":')],
  ])('is replaced when it was left %s', async (_how, arrange) => {
    arrange();
    expect(await takeLock(path, 'npm start')).toMatchObject({ isHeld: true });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid, purpose: 'npm start' });
  });

  it('is not taken away by the late release of an earlier holder', async () => {
    const first = await takeLock(path, 'npm start');
    leave({ ...identifyProcess(process.ppid), purpose: 'another' });
    if (first.isHeld) first.release();
    expect(await takeLock(path, 'npm test')).toMatchObject({ isHeld: false, holder: { purpose: 'another' } });
  });
});
