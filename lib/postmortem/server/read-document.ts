import 'server-only';
import * as Y from 'yjs';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { toBase64 } from '@/lib/postmortem/base64';
import type { DocumentUpdate } from '@/lib/postmortem/postmortem';

/** The text as it is saved; empty before the postmortem is started. */
export async function loadDocument(db: Transaction, incidentId: string): Promise<Y.Doc> {
  const document = new Y.Doc();
  const updates = await readUpdates(db, incidentId, 0);
  document.transact(() => {
    for (const { update } of updates) Y.applyUpdate(document, update);
  });
  return document;
}

/** What was saved after a revision, merged into one update. */
export async function readDocument(
  context: Context,
  input: { incidentRef: string; since: number },
): Promise<DocumentUpdate> {
  const incident = await findIncident(context.db, input.incidentRef);
  return readDocumentSince(context.db, incident.id, input.since);
}

export async function readDocumentSince(
  db: Transaction,
  incidentId: string,
  since: number,
): Promise<DocumentUpdate> {
  const updates = await readUpdates(db, incidentId, since);
  const newest = updates.at(-1);
  if (!newest) return { revision: since, update: null };
  const merged = Y.mergeUpdates(updates.map(({ update }) => update));
  return { revision: newest.revision, update: toBase64(merged) };
}

function readUpdates(db: Transaction, incidentId: string, since: number) {
  return db.postmortemUpdate.findMany({
    where: { incidentId, revision: { gt: since } },
    orderBy: { revision: 'asc' },
    select: { revision: true, update: true },
  });
}
