import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filePath } from '@/lib/evidence/server/file-path';
import { storeFile } from '@/lib/evidence/server/store-file';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'holdfast-evidence-'));
});
afterEach(() => rm(home, { recursive: true }));

async function* chunks(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}
const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex');
const incoming = () => readdir(join(home, 'evidence', 'incoming'));

describe('storing a file', () => {
  it('keeps its bytes under their SHA-256, for its owner alone', async () => {
    const stored = await storeFile(home, chunks('one ', 'two'), 100);
    expect(stored).toEqual({ sha256: sha256Of('one two'), size: 7 });
    const path = filePath(home, stored.sha256);
    expect(await readFile(path, 'utf8')).toBe('one two');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await incoming()).toEqual([]);
  });

  it('writes what is there already no second time', async () => {
    const { sha256 } = await storeFile(home, chunks('same'), 100);
    const before = await stat(filePath(home, sha256));
    await storeFile(home, chunks('sa', 'me'), 100);
    expect((await stat(filePath(home, sha256))).ino).toBe(before.ino);
  });

  it('holds when the same bytes arrive twice at once', async () => {
    const both = await Promise.all([storeFile(home, chunks('x'), 9), storeFile(home, chunks('x'), 9)]);
    expect(both[0]).toEqual(both[1]);
  });

  it('refuses what is too large and leaves nothing behind', async () => {
    await expect(storeFile(home, chunks('12345', '67890'), 9)).rejects.toMatchObject({ code: 'too_large' });
    expect(await incoming()).toEqual([]);
    expect(await readdir(join(home, 'evidence'))).toEqual(['incoming']);
  });

  it('leaves nothing behind when the stream breaks', async () => {
    async function* broken() {
      yield Buffer.from('half');
      throw new Error('connection lost');
    }
    await expect(storeFile(home, broken(), 100)).rejects.toThrow('connection lost');
    expect(await incoming()).toEqual([]);
  });

  it('says so when the file in its place is damaged, and does not replace it', async () => {
    const { sha256 } = await storeFile(home, chunks('proof'), 100);
    await writeFile(filePath(home, sha256), 'prove');
    await expect(storeFile(home, chunks('proof'), 100)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await readFile(filePath(home, sha256), 'utf8')).toBe('prove');
  });
});
