import 'server-only';
import type { ArchiveRow, NextStep } from '@/lib/archive/server/archive-row';
import type { Context } from '@/lib/context';
import { isAppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';

/** After a failure that may pass by itself, in ms. */
const pauseMs = 10_000;

/** A reading step did not work: says why on the archive, and tries again. The log gets what people can't act on. */
export async function notePause(
  context: Context,
  archive: ArchiveRow,
  error: unknown,
  leastMs: number,
): Promise<NextStep> {
  const known = isAppError(error) ? error : null;
  if (!known)
    context.logger.error({ err: error, archiveId: archive.id }, 'archive step failed, will run again');
  const errorMessage = known?.userMessage ?? 'Holdfast could not keep the file; its own log says why.';
  if (archive.errorMessage !== errorMessage) {
    await context.db.$transaction(async (tx) => {
      await tx.archive.updateMany({
        where: { id: archive.id, state: archive.state },
        data: { errorMessage },
      });
      await announce(tx, { incident: archive.incident.number, changed: 'evidence' });
    });
  }
  const retryAfterMs = known?.details.retryAfterMs;
  return { againAfterMs: Math.max(leastMs, typeof retryAfterMs === 'number' ? retryAfterMs : pauseMs) };
}
