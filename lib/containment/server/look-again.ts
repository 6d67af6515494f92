import 'server-only';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { readConcernedByScope } from '@/lib/containment/server/read-concerned';
import { requestAgain } from '@/lib/containment/server/set-desired';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { AgentScope } from '@/lib/db/generated/client';
import { appendEntries } from '@/lib/timeline/server/append-entry';

/**
 * Has XEM asked anew about these (locked) scopes where a step of our own may have changed them, and tells the incidents
 * concerned why. The incidents are locked in one order, since others lock several too.
 */
export async function lookAgain(
  context: Context,
  tx: Transaction,
  scopes: AgentScope[],
  why: string,
): Promise<void> {
  await requestAgain(
    context,
    tx,
    scopes.map(({ id }) => id),
  );
  const concerned = await readConcernedByScope(tx, scopes);
  const incidents = [...concerned.values()].flat();
  for (const incidentId of [...new Set(incidents.map((incident) => incident.incidentId))].sort()) {
    const theirs = scopes.filter(({ id }) =>
      concerned.get(id)?.some((incident) => incident.incidentId === incidentId),
    );
    const entries = theirs.map(({ id: scopeId, agentId, workspaceId, desired, progress, errorCode }) => ({
      incidentId,
      kind: 'scope_retried' as const,
      source: 'containment' as const,
      text: why,
      data: { scopeId, agentId, workspaceId: workspaceId || null, desired, progress, errorCode },
    }));
    await appendEntries(context, tx, incidentId, entries);
  }
  await announceContainment(
    tx,
    incidents.map(({ number }) => number),
  );
}
