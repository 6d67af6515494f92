import 'server-only';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import {
  type Concerned,
  readConcernedByScope,
  type ScopeFacts,
} from '@/lib/containment/server/read-concerned';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { appendEntries, type NewEntry } from '@/lib/timeline/server/append-entry';

/**
 * Writes what happened to these scopes into the log of every incident that each concerns, and announces it there. The
 * incidents are locked in one order, since others lock several too. Returns whom each scope concerns, by its id.
 */
export async function tellConcerned<Scope extends ScopeFacts>(
  context: Context,
  tx: Transaction,
  scopes: Scope[],
  entryOf: (scope: Scope) => Omit<NewEntry, 'incidentId'>,
): Promise<Map<string, Concerned[]>> {
  const concerned = await readConcernedByScope(tx, scopes);
  const incidents = [...concerned.values()].flat();
  for (const incidentId of [...new Set(incidents.map((incident) => incident.incidentId))].sort()) {
    const theirs = scopes.filter(({ id }) =>
      concerned.get(id)?.some((incident) => incident.incidentId === incidentId),
    );
    await appendEntries(
      context,
      tx,
      incidentId,
      theirs.map((scope) => ({ incidentId, ...entryOf(scope) })),
    );
  }
  await announceContainment(
    tx,
    incidents.map(({ number }) => number),
  );
  return concerned;
}
