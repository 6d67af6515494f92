import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@/lib/errors';
import { filePath } from '@/lib/evidence/server/file-path';

export type StoredFile = { sha256: string; size: number };

/**
 * Keeps a stream under the SHA-256 of its bytes, in a file of mode 600. It is there only once it is whole and on disk;
 * what is there already is never written again. Throws `too_large` above the limit, and whatever the stream throws.
 */
export async function storeFile(
  home: string,
  content: AsyncIterable<Uint8Array>,
  limitBytes: number,
): Promise<StoredFile> {
  const incoming = join(home, 'evidence', 'incoming', randomUUID());
  await mkdir(dirname(incoming), { recursive: true, mode: 0o700 });
  try {
    const stored = await writeThrough(incoming, content, limitBytes);
    await settle(incoming, filePath(home, stored.sha256), stored);
    return stored;
  } finally {
    await rm(incoming, { force: true });
  }
}

async function writeThrough(
  path: string,
  content: AsyncIterable<Uint8Array>,
  limitBytes: number,
): Promise<StoredFile> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of content) {
      size += chunk.byteLength;
      if (size > limitBytes) {
        throw new AppError('too_large', `the file is larger than ${limitBytes} bytes`, {
          details: { limitBytes },
        });
      }
      hash.update(chunk);
      await file.appendFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), size };
}

/** Moves the file to its place and reads it back there, since only what can be read again is evidence. */
async function settle(incoming: string, path: string, { sha256, size }: StoredFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  if (!(await exists(path))) {
    await rename(incoming, path);
    await syncFolder(dirname(path));
  }
  const found = await digestOf(path);
  if (found.sha256 !== sha256 || found.size !== size) {
    throw new AppError('unavailable', `evidence ${sha256} reads back as ${found.sha256}`, {
      userMessage: 'The file on disk is damaged; see to the disk of Holdfast before you go on.',
      details: { sha256 },
    });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** A rename is on disk once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function digestOf(path: string): Promise<StoredFile> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    size += chunk.byteLength;
  }
  return { sha256: hash.digest('hex'), size };
}
