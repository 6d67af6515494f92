import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { AppError, isAppError } from '@/lib/errors';
import type { SourceName } from '@/lib/mirror/source';
import { readCursor, type SweepCursor } from '@/lib/mirror/sweep-cursor';

/**
 * Moves the cursor of a source on and returns what is stored then. `from` is the cursor as it was stored, in whatever form:
 * one that cannot be read is replaced. Throws `conflict` when another worker has moved it meanwhile: what that one knows to
 * be missing must not be forgotten by this one.
 */
export async function moveCursor(
  tx: Transaction,
  source: SourceName,
  from: unknown,
  to: SweepCursor,
): Promise<unknown> {
  if (JSON.stringify(readCursor(from)) === JSON.stringify(to)) return from;
  const moved = await tx.$executeRaw`
    UPDATE "SourceFreshness" SET cursor = ${JSON.stringify(to)}::jsonb
    WHERE source = ${source}
      AND cursor IS NOT DISTINCT FROM ${from === null ? null : JSON.stringify(from)}::jsonb`;
  if (moved === 0) throw new AppError('conflict', anotherWorker, { details: { source } });
  return to;
}

const anotherWorker = 'another worker reads this source';

/** Told apart from a conflict that XEM reports. */
export const isSuperseded = (error: unknown): boolean =>
  isAppError(error, 'conflict') && error.message === anotherWorker;
