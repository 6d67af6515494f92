import 'server-only';
import { exportOutcome } from '@/lib/archive/plan-archive';
import type { ArchiveRow } from '@/lib/archive/server/archive-row';
import type { Context } from '@/lib/context';
import { announce } from '@/lib/live/server/announce';
import type { XemExport } from '@/lib/xem/xem';

/** Takes XEM's export for the archive's own. It counts also when it comes late, as long as nobody has asked anew. */
export async function keepExport(
  context: Context,
  archive: ArchiveRow,
  made: XemExport,
  xemRequestId: string | null,
): Promise<void> {
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
        answerLostAt: null,
        errorMessage: null,
        finishedAt: null,
        ...(xemRequestId !== null && { xemRequestId }),
      },
    });
    await announce(tx, { incident: archive.incident.number, changed: 'evidence' });
  });
}
