import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { announce } from '@/lib/live/server/announce';
import { applyEdit } from '@/lib/postmortem/apply-edit';
import { type DocumentUpdate, type saveUpdateInput, updateLimitBytes } from '@/lib/postmortem/postmortem';
import { appendUpdate, hashUpdate, lockPostmortem } from '@/lib/postmortem/server/append-update';
import { loadDocument, readDocumentSince } from '@/lib/postmortem/server/read-document';

type Input = z.output<typeof saveUpdateInput> & { incidentRef: string };

/** An edit counts as saved once this returns. Answers with what others saved since the author last looked. */
export async function saveUpdate(context: Context, input: Input): Promise<DocumentUpdate> {
  requireRole(context, 'responder');
  const edit = new Uint8Array(Buffer.from(input.update, 'base64'));
  if (edit.byteLength > updateLimitBytes) {
    throw new AppError('too_large', `update: is larger than ${updateLimitBytes} bytes`);
  }
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    await lockPostmortem(tx, incident.id);
    const key = { incidentId: incident.id, updateHash: hashUpdate(edit) };
    const known = await tx.postmortemUpdate.count({ where: key });
    if (known === 0 && applyEdit(await loadDocument(tx, incident.id), edit)) {
      await appendUpdate(context, tx, incident.id, edit);
      await announce(tx, { incident: incident.number, changed: 'postmortem_text' });
    }
    return readDocumentSince(tx, incident.id, input.baseRevision);
  });
}
