import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeHome } from './home';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-home-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('the data folder', () => {
  it('is made, and shows its files to nobody else', async () => {
    const home = await takeHome(join(folder, 'new'), 'npm start');
    expect(statSync(home.path).mode & 0o066).toBe(0);
  });

  it('serves one process at a time', async () => {
    const home = await takeHome(folder, 'npm start on port 3000');
    await expect(takeHome(folder, 'npm run dev')).rejects.toThrow(
      `Holdfast already runs on the data folder ${folder} (npm start on port 3000, process ${process.pid}); ` +
        'stop it first, or name another folder in HOLDFAST_HOME.',
    );
    home.release();
    await expect(takeHome(folder, 'npm run dev')).resolves.toMatchObject({ path: folder });
  });

  it('is refused with a sentence when it is a file', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(takeHome(file, 'npm start')).rejects.toThrow(
      `${file} is a file, not a folder; name another one in HOLDFAST_HOME.`,
    );
  });
});
