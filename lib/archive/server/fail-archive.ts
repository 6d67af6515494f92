import 'server-only';
import type { ArchiveRow } from '@/lib/archive/server/archive-row';
import type { Context } from '@/lib/context';
import { announce } from '@/lib/live/server/announce';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/** Ends an archive without a file, unless somebody has moved it on meanwhile. A person may try again. */
export async function failArchive(
  context: Context,
  archive: ArchiveRow,
  errorMessage: string,
): Promise<void> {
  const { id, state, createSentAt, answerLostAt, xemExportId, xemStatus, xemRequestId, incident } = archive;
  await context.db.$transaction(async (tx) => {
    const { count } = await tx.archive.updateMany({
      where: { id, state, createSentAt },
      data: {
        state: 'failed',
        xemExportId,
        xemStatus,
        xemRequestId,
        answerLostAt,
        errorMessage,
        finishedAt: context.clock.now(),
      },
    });
    if (count === 0) return;
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'archive_finished',
      source: 'system',
      text: `Execution archive failed: ${errorMessage}`,
      data: { archiveId: id, state: 'failed', xemExportId, xemStatus },
      xemRequestId,
    });
    await announce(tx, { incident: incident.number, changed: 'evidence' });
  });
}
