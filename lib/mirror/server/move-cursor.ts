import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { AppError, isAppError } from '@/lib/errors';
import type { SourceName } from '@/lib/mirror/source';
import { emptyCursor, type SweepCursor } from '@/lib/mirror/sweep-cursor';

/**
 * Moves the cursor of a source on. Throws `conflict` when another worker has moved it meanwhile: what that one knows to
 * be missing must not be forgotten by this one.
 */
export async function moveCursor(
  tx: Transaction,
  source: SourceName,
  from: SweepCursor,
  to: SweepCursor,
): Promise<void> {
  if (JSON.stringify(from) === JSON.stringify(to)) return;
  const moved = await tx.$executeRaw`
    UPDATE "SourceFreshness" SET cursor = ${JSON.stringify(to)}::jsonb
    WHERE source = ${source}
      AND coalesce(cursor, ${JSON.stringify(emptyCursor)}::jsonb) = ${JSON.stringify(from)}::jsonb`;
  if (moved === 0) throw new AppError('conflict', anotherWorker, { details: { source } });
}

const anotherWorker = 'another worker reads this source';

/** Told apart from a conflict that XEM reports. */
export const isSuperseded = (error: unknown): boolean =>
  isAppError(error, 'conflict') && error.message === anotherWorker;
