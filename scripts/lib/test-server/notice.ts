import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive } from '../process-lock.mjs';

const noticeSchema = z.object({
  keeper: z.object({ pid: z.number(), startedAt: z.string() }),
  /** For a role that may create databases. */
  url: z.string(),
});

export type Notice = z.infer<typeof noticeSchema>;

/** What the keeper of the running test server tells those who come to use it. */
export function readNotice(home: string): Notice | undefined {
  const path = noticePath(home);
  if (!existsSync(path)) return undefined;
  try {
    const notice = noticeSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return isAlive(notice.keeper) ? notice : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

export function writeNotice(home: string, notice: Notice): void {
  const draft = `${noticePath(home)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(notice), { mode: 0o600 });
  renameSync(draft, noticePath(home));
}

export function removeNotice(home: string): void {
  rmSync(noticePath(home), { force: true });
}

function noticePath(home: string): string {
  return join(home, 'server.json');
}
