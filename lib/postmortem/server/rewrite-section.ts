import 'server-only';
import * as Y from 'yjs';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { announce } from '@/lib/live/server/announce';
import { serializeFragment } from '@/lib/postmortem/markdown/serialize-fragment';
import type { Postmortem, rewriteSectionInput, Section } from '@/lib/postmortem/postmortem';
import { parseBlocks, replaceSection, sectionFragment } from '@/lib/postmortem/postmortem-document';
import { appendUpdate, lockPostmortem } from '@/lib/postmortem/server/append-update';
import { loadDocument } from '@/lib/postmortem/server/read-document';
import { readPostmortem } from '@/lib/postmortem/server/read-postmortem';

type Input = z.output<typeof rewriteSectionInput> & { incidentRef: string; section: Section };

/** For writing through the API. Saying the same again changes nothing. */
export async function rewriteSection(context: Context, input: Input): Promise<Postmortem> {
  requireRole(context, 'responder');
  await context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    const { revision } = await lockPostmortem(tx, incident.id);
    if (input.baseRevision !== undefined && input.baseRevision !== revision) {
      throw new AppError('conflict', `the text is at revision ${revision}, not ${input.baseRevision}`, {
        userMessage: 'Somebody has written here since you looked. Read it again first.',
        details: { revision },
      });
    }
    const document = await loadDocument(tx, incident.id);
    const fragment = sectionFragment(document, input.section);
    const before = { vector: Y.encodeStateVector(document), markdown: serializeFragment(fragment) };
    replaceSection(document, input.section, parseBlocks(input.text));
    if (serializeFragment(fragment) === before.markdown) return;
    const edit = new Uint8Array(Y.encodeStateAsUpdate(document, before.vector));
    await appendUpdate(context, tx, incident.id, edit);
    await announce(
      tx,
      { incident: incident.number, changed: 'postmortem' },
      { incident: incident.number, changed: 'postmortem_text' },
    );
  });
  return readPostmortem(context, input);
}
