import 'server-only';
import type { Concerned } from '@/lib/containment/server/read-concerned';
import type { Shown } from '@/lib/containment/server/read-shown';
import { tellConcerned } from '@/lib/containment/server/tell-concerned';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readNames } from '@/lib/mirror/server/read-names';
import { notify } from '@/lib/notify/server/notify';
import type { NewEntry } from '@/lib/timeline/server/append-entry';

/** More in one transaction would keep the reconciler waiting for its locks. */
const mostAtOnce = 200;

type Drift = 'drifted' | 'observed';

/** Stores that these scopes drifted, or are paused again, and tells it where they are held: many in one transaction. */
export async function writeDrift(context: Context, progress: Drift, shown: Shown[]): Promise<void> {
  for (let from = 0; from < shown.length; from += mostAtOnce) {
    const group = shown.slice(from, from + mostAtOnce);
    await context.db.$transaction((tx) => writeGroup(context, tx, progress, group));
  }
}

async function writeGroup(context: Context, tx: Transaction, progress: Drift, group: Shown[]): Promise<void> {
  const movedIds = await markMoved(tx, progress, group);
  const moved = group.filter(({ scope }) => movedIds.has(scope.id));
  if (moved.length === 0) return;
  const concerned = await tellConcerned(
    context,
    tx,
    moved.map(({ scope, asOf }) => ({ ...scope, asOf })),
    ({ asOf, ...scope }) => entryFor(progress, scope, asOf),
  );
  if (progress !== 'drifted') return;
  const told = moved.map((it) => ({ ...it, incidents: concerned.get(it.scope.id) ?? [] }));
  await notifyOfDrift(context, tx, told);
}

/** Those that are still as they were read, in the order in which everybody takes scopes. */
async function markMoved(tx: Transaction, progress: Drift, group: Shown[]): Promise<Set<string>> {
  const rows = group.map(({ scope: { id, generation, progress: from }, asOf }) => ({
    id,
    generation,
    from,
    observedAt: progress === 'observed' ? asOf : null,
  }));
  // What ran in the meantime has to end before the scope is drained again.
  const moved = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "AgentScope" AS scope SET
      progress = ${progress}::"ScopeProgress",
      "observedAt" = COALESCE(current."observedAt", scope."observedAt"),
      "drainedAt" = NULL
    FROM (
      SELECT scope.id, seen."observedAt" FROM "AgentScope" AS scope
      JOIN jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS seen (id uuid, generation int, "from" "ScopeProgress", "observedAt" timestamptz)
        ON scope.id = seen.id AND scope.generation = seen.generation AND scope.progress = seen."from"
      ORDER BY scope."agentId", scope."workspaceId" FOR NO KEY UPDATE OF scope) AS current
    WHERE scope.id = current.id
    RETURNING scope.id::text`;
  return new Set(moved.map(({ id }) => id));
}

function entryFor(progress: Drift, scope: Shown['scope'], asOf: Date): Omit<NewEntry, 'incidentId'> {
  const { id: scopeId, agentId, workspaceId, generation, requestedAt } = scope;
  return {
    kind: progress === 'drifted' ? 'scope_drifted' : 'scope_observed',
    source: 'containment',
    sourceId: `scope:${scopeId}:g${generation}:${progress}:${asOf.getTime()}`,
    happenedAt: asOf,
    data: {
      scopeId,
      agentId,
      workspaceId: workspaceId || null,
      desired: 'paused',
      requestedAt,
      isOutside: true,
    },
  };
}

/** One red line an incident, however many agents somebody resumed. */
async function notifyOfDrift(
  context: Context,
  tx: Transaction,
  told: (Shown & { incidents: Concerned[] })[],
): Promise<void> {
  const byIncident = Map.groupBy(told, ({ incidents }) => incidents[0]?.incidentId);
  for (const [incidentId, drifted] of byIncident) {
    const newest = drifted.at(-1);
    if (incidentId === undefined || !newest) continue;
    const { agentId } = newest.scope;
    const names = await readNames(tx, [{ agentId }]);
    const refs = newest.incidents.map(({ number }) => incidentRefOf(number)).join(', ');
    await notify(context, tx, {
      kind: 'drift',
      severity: 'red',
      text: `${names.agent(agentId) ?? agentId} was resumed outside Holdfast; ${refs} should hold it.`,
      incidentId,
      subject: { kind: 'agent', id: agentId },
      foldKey: `drift:${incidentId}`,
      count: drifted.length,
    });
  }
}
