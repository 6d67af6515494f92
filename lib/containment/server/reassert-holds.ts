import 'server-only';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { lockScopes } from '@/lib/containment/server/lock-scopes';
import { readConcernedByScope } from '@/lib/containment/server/read-concerned';
import { requestAgain } from '@/lib/containment/server/set-desired';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { AgentScope } from '@/lib/db/generated/client';
import { appendEntries } from '@/lib/timeline/server/append-entry';

/** More in one transaction would keep the reconciler waiting for its locks. */
const mostAtOnce = 200;

/**
 * Has XEM asked anew about held scopes that are no longer paused, where no person wanted that: nobody is overruled. The
 * log of every incident that holds them tells why.
 */
export async function reassertHolds(context: Context, scopes: AgentScope[], why: string): Promise<void> {
  for (let from = 0; from < scopes.length; from += mostAtOnce) {
    const group = scopes.slice(from, from + mostAtOnce);
    await context.db.$transaction((tx) => reassertGroup(context, tx, group, why));
  }
}

async function reassertGroup(context: Context, tx: Transaction, group: AgentScope[], why: string) {
  const generationOf = new Map(group.map(({ id, generation }) => [id, generation]));
  const locked = await lockScopes(tx, group, context.clock.now());
  const current = locked.filter((scope) => scope.generation === generationOf.get(scope.id));
  const concerned = await readConcernedByScope(tx, current);
  await requestAgain(
    context,
    tx,
    current.map(({ id }) => id),
  );
  const incidents = [...concerned.values()].flat();
  for (const incidentId of [...new Set(incidents.map((it) => it.incidentId))].sort()) {
    const theirs = current.filter(({ id }) => concerned.get(id)?.some((it) => it.incidentId === incidentId));
    await appendEntries(
      context,
      tx,
      incidentId,
      theirs.map(({ id: scopeId, agentId, workspaceId, generation, desired, progress }) => ({
        incidentId,
        kind: 'scope_retried',
        source: 'containment',
        sourceId: `scope:${scopeId}:g${generation}:reasserted`,
        text: why,
        data: { scopeId, agentId, workspaceId: workspaceId || null, desired, progress },
      })),
    );
  }
  await announceContainment(
    tx,
    incidents.map(({ number }) => number),
  );
}
