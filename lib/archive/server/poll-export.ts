import 'server-only';
import { exportOutcome } from '@/lib/archive/plan-archive';
import type { ArchiveRow, NextStep } from '@/lib/archive/server/archive-row';
import { failArchive } from '@/lib/archive/server/fail-archive';
import { notePause } from '@/lib/archive/server/note-pause';
import type { Context } from '@/lib/context';
import { isAppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';

export async function pollExport(
  context: Context,
  archive: ArchiveRow,
  exportId: string,
  delayMs: number,
): Promise<NextStep> {
  try {
    const { status, error } = await context.xem.showExport(exportId);
    const outcome = exportOutcome(status);
    if (outcome === 'failed') {
      await failArchive(context, { ...archive, xemStatus: status }, error ?? `XEM says: ${status}`);
      return { againAfterMs: null };
    }
    await noteStatus(context, archive, status, outcome === 'completed');
    return { againAfterMs: outcome === 'completed' ? 0 : delayMs };
  } catch (error) {
    if (isAppError(error, 'not_found')) {
      await failArchive(context, { ...archive, xemExportId: null }, 'XEM no longer knows this export.');
      return { againAfterMs: null };
    }
    return notePause(context, archive, error, delayMs);
  }
}

async function noteStatus(
  context: Context,
  archive: ArchiveRow,
  xemStatus: string,
  isCompleted: boolean,
): Promise<void> {
  if (!isCompleted && archive.xemStatus === xemStatus && archive.errorMessage === null) return;
  await context.db.$transaction(async (tx) => {
    await tx.archive.updateMany({
      where: { id: archive.id, state: 'exporting', xemExportId: archive.xemExportId },
      data: { xemStatus, errorMessage: null, ...(isCompleted && { state: 'downloading' }) },
    });
    await announce(tx, { incident: archive.incident.number, changed: 'evidence' });
  });
}
