import 'server-only';
import type { ArchiveRow, NextStep } from '@/lib/archive/server/archive-row';
import { failArchive } from '@/lib/archive/server/fail-archive';
import { notePause } from '@/lib/archive/server/note-pause';
import type { Context } from '@/lib/context';
import { AppError, isAppError } from '@/lib/errors';
import { archiveLimitBytes, safeFileName } from '@/lib/evidence/evidence';
import { storeEvidence } from '@/lib/evidence/server/store-evidence';
import { type StoredFile, storeFile } from '@/lib/evidence/server/store-file';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { announce } from '@/lib/live/server/announce';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/** Fetches the file and keeps it as evidence. Fetching twice gives the same bytes, and so the same evidence. */
export async function downloadArchive(
  context: Context,
  archive: ArchiveRow,
  exportId: string,
): Promise<NextStep> {
  try {
    const { file, mediaType } = await fetchFile(context, exportId);
    await finish(context, archive, exportId, file, mediaType);
    return { againAfterMs: null };
  } catch (error) {
    if (isAppError(error, 'not_found')) {
      await failArchive(context, { ...archive, xemExportId: null }, 'XEM no longer knows this export.');
      return { againAfterMs: null };
    }
    if (isAppError(error, 'too_large')) {
      await failArchive(context, archive, 'The archive is too large to keep; choose a shorter window.');
      return { againAfterMs: null };
    }
    return notePause(context, archive, error, 0);
  }
}

async function fetchFile(
  context: Context,
  exportId: string,
): Promise<{ file: StoredFile; mediaType: string }> {
  const { body, mediaType, size } = await context.xem.downloadExport(exportId);
  const file = await storeFile(context.home, body, archiveLimitBytes);
  if (size !== null && size !== file.size) {
    throw new AppError('xem_unexpected_answer', `export ${exportId}: ${file.size} of ${size} bytes arrived`, {
      userMessage: `Only ${file.size} of ${size} bytes arrived.`,
    });
  }
  return { file, mediaType };
}

async function finish(
  context: Context,
  archive: ArchiveRow,
  exportId: string,
  file: StoredFile,
  mediaType: string,
): Promise<void> {
  const { id, incident } = archive;
  await context.db.$transaction(async (tx) => {
    const { count } = await tx.archive.updateMany({
      where: { id, state: 'downloading', xemExportId: exportId },
      data: { state: 'ready', errorMessage: null, finishedAt: context.clock.now() },
    });
    if (count === 0) return;
    const item = await storeEvidence(context, tx, incident, {
      ...file,
      kind: 'archive',
      name: `${incidentRefOf(incident.number)}-executions-${safeFileName(exportId)}.ndjson`,
      mediaType,
      sourceId: exportId,
      addedBy: { id: archive.requestedById, name: archive.requestedByName },
    });
    await tx.archive.update({ where: { id }, data: { evidenceId: item.evidenceId } });
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'archive_finished',
      source: 'system',
      text: `Execution archive ready: ${item.name}`,
      data: {
        archiveId: id,
        state: 'ready',
        evidenceId: item.evidenceId,
        sha256: item.sha256,
        size: item.size,
      },
      xemRequestId: archive.xemRequestId,
    });
    // The archive is one of the things that a postmortem waits for.
    await announce(
      tx,
      { incident: incident.number, changed: 'evidence' },
      { incident: incident.number, changed: 'postmortem' },
    );
  });
}
