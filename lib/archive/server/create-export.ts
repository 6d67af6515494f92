import 'server-only';
import { exportOutcome } from '@/lib/archive/plan-archive';
import type { ArchiveRow, NextStep } from '@/lib/archive/server/archive-row';
import { failArchive } from '@/lib/archive/server/fail-archive';
import type { Context } from '@/lib/context';
import { isAppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import type { XemExport } from '@/lib/xem/xem';

/** Asks XEM for the export, once: that it was asked is committed before the call. */
export async function createExport(context: Context, archive: ArchiveRow): Promise<NextStep> {
  const createSentAt = context.clock.now();
  const { count } = await context.db.archive.updateMany({
    where: { id: archive.id, state: 'requested' },
    data: { state: 'exporting', createSentAt },
  });
  if (count === 0) return { againAfterMs: 0 };
  const sent = { ...archive, state: 'exporting' as const, createSentAt };
  try {
    const made = await context.xem.createExport({ since: archive.since, until: archive.until });
    await keepExport(context, sent, made);
    return { againAfterMs: 0 };
  } catch (error) {
    if (!isAppError(error)) throw error;
    await failArchive(context, sent, error.userMessage);
    return { againAfterMs: null };
  }
}

/** An answer that comes late counts still, as long as nobody has asked anew in between. */
async function keepExport(context: Context, archive: ArchiveRow, made: XemExport): Promise<void> {
  await context.db.$transaction(async (tx) => {
    await tx.archive.updateMany({
      where: {
        id: archive.id,
        createSentAt: archive.createSentAt,
        xemExportId: null,
        state: { in: ['exporting', 'failed'] },
      },
      data: {
        state: exportOutcome(made.status) === 'completed' ? 'downloading' : 'exporting',
        xemExportId: made.exportId,
        xemStatus: made.status,
        errorMessage: null,
        finishedAt: null,
      },
    });
    await announce(tx, { incident: archive.incident.number, changed: 'evidence' });
  });
}
