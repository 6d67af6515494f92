import 'server-only';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Context } from '@/lib/context';
import { AppError, notFound } from '@/lib/errors';
import type { EvidenceItem } from '@/lib/evidence/evidence-schema';
import { filePath } from '@/lib/evidence/server/file-path';
import { toEvidenceItem } from '@/lib/evidence/server/to-evidence-item';
import { findIncident } from '@/lib/incidents/server/find-incident';

/** The item and its bytes. Throws `unavailable` when the file is not on this machine's disk, or not whole. */
export async function readEvidenceContent(
  context: Context,
  input: { incidentRef: string; evidenceId: string },
): Promise<{ item: EvidenceItem; content: ReadableStream<Uint8Array> }> {
  const incident = await findIncident(context.db, input.incidentRef);
  const row = await context.db.evidenceItem.findFirst({
    where: { id: input.evidenceId, incidentId: incident.id },
  });
  if (!row) throw notFound('evidence', input.evidenceId);
  const item = toEvidenceItem(row);
  return { item, content: await openFile(filePath(context.home, item.sha256), item) };
}

async function openFile(path: string, item: EvidenceItem): Promise<ReadableStream<Uint8Array>> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw unreadable(item, cause);
  });
  const { size } = await file.stat();
  if (size !== item.size) {
    await file.close();
    throw unreadable(item, new Error(`the file has ${size} bytes`));
  }
  return Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>;
}

function unreadable(item: EvidenceItem, cause: unknown): AppError {
  return new AppError('unavailable', `evidence ${item.sha256} cannot be read`, {
    userMessage: 'This file is not on the disk of the Holdfast that answered, or not whole there.',
    details: { sha256: item.sha256 },
    cause,
  });
}
