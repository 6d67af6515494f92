import 'server-only';
import * as Y from 'yjs';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { announce } from '@/lib/live/server/announce';
import { draftPostmortem } from '@/lib/postmortem/draft-postmortem';
import type { Postmortem } from '@/lib/postmortem/postmortem';
import { draftSections } from '@/lib/postmortem/postmortem-document';
import { appendUpdate } from '@/lib/postmortem/server/append-update';
import { readFacts } from '@/lib/postmortem/server/read-facts';
import { readPostmortem } from '@/lib/postmortem/server/read-postmortem';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/** Once: later calls, and the slower of two at once, find it started. */
export async function startPostmortem(context: Context, input: { incidentRef: string }): Promise<Postmortem> {
  requireRole(context, 'responder');
  await context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    const { count } = await tx.postmortem.createMany({
      data: { incidentId: incident.id, createdAt: context.clock.now() },
      skipDuplicates: true,
    });
    if (count === 0) return;
    const document = new Y.Doc();
    draftSections(document, draftPostmortem(await readFacts(tx, incident)));
    await appendUpdate(context, tx, incident.id, new Uint8Array(Y.encodeStateAsUpdate(document)));
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'postmortem_started',
      source: 'person',
      sourceId: 'postmortem:started',
      text: 'Postmortem started',
    });
    await announce(
      tx,
      { incident: incident.number, changed: 'postmortem' },
      { incident: incident.number, changed: 'postmortem_text' },
    );
  });
  return readPostmortem(context, input);
}
