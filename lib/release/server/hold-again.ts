import 'server-only';
import { isInScope } from '@/lib/containment/agent-scope';
import { isOfPlace } from '@/lib/containment/hold';
import { targetSourceSchema } from '@/lib/containment/plan-containment';
import { stopAgain } from '@/lib/containment/server/ask-again';
import { coverScopes } from '@/lib/containment/server/cover-scopes';
import { lockIncident, lockScopes } from '@/lib/containment/server/lock-scopes';
import { readOpenCalls } from '@/lib/containment/server/read-open-calls';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { AppError } from '@/lib/errors';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { releaseStateNames, watchedReleaseStates } from '@/lib/release/release';
import { findRelease, type ReleaseRow } from '@/lib/release/server/find-release';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/**
 * Holds again exactly what this release has freed, as a hold of its own with its own receipt, and ends the release; in
 * the caller's transaction. XEM is asked afterwards, by the reconciler. Stopping needs no second person. Returns the
 * release as it was found under the locks, and the ids that are held again.
 */
export async function holdAgain(
  context: Context,
  tx: Transaction,
  release: ReleaseRow,
  reason: string,
): Promise<{ current: ReleaseRow; scopeIds: string[] }> {
  const refs = release.targets.map(({ scope }) => ({ ...scope, workspaceId: scope.workspaceId || null }));
  const scopes = await lockScopes(tx, refs, context.clock.now());
  const incident = await lockIncident(tx, release.incidentId);
  // A stage may have begun while we waited for the locks: what it freed is meant too.
  const current = await findRelease(tx, {
    incidentRef: incidentRefOf(incident.number),
    releaseId: release.id,
  });
  if (!watchedReleaseStates.some((state) => state === current.state)) throw endedAlready(current);
  const freed = new Set(
    current.targets.flatMap(({ scopeId, releasedAt }) => (releasedAt === null ? [] : [scopeId])),
  );
  const meant = scopes.filter(({ id }) => freed.has(id));
  const scopeIds = meant.map(({ id }) => id);
  if (meant.length === 0) return { current, scopeIds };

  const now = context.clock.now();
  const { actor } = context;
  const { rung, agentId, workspaceId } = current.hold;
  const hold = await tx.hold.create({
    data: {
      incidentId: incident.id,
      rung,
      agentId,
      workspaceId,
      reason,
      placedById: actor.actorId,
      placedByName: actor.name,
      placedAt: now,
      afterReleaseId: current.id,
    },
  });
  const planned = await planAgain(tx, current, meant, now);
  await coverScopes(context, tx, hold.id, meant, planned, now);
  await tx.releaseTarget.updateMany({
    where: { releaseId: current.id, scopeId: { in: scopeIds } },
    data: { heldAgainAt: now },
  });
  await appendEntry(context, tx, {
    incidentId: incident.id,
    kind: 'hold_placed',
    source: 'containment',
    sourceId: `hold:${hold.id}:placed`,
    text: isOfPlace(rung) ? `${reason} (these agents only: who joins later is not taken in)` : reason,
    data: {
      holdId: hold.id,
      releaseId: current.id,
      rung,
      targets: planned.map(({ agentId: id, sources }) => ({ agentId: id, sources, heldBy: [] })),
    },
  });
  await stopAgain(context, tx, { holdId: hold.id, incidentId: incident.id, scopes: meant });
  return { current, scopeIds };
}

function endedAlready({ id, state }: ReleaseRow): AppError {
  return new AppError('conflict', `release ${id} is ${state}`, {
    userMessage: `This release is ${releaseStateNames[state]}. Look again.`,
  });
}

/** Why each is meant, as the first hold knew it, and what runs there now. */
async function planAgain(
  tx: Transaction,
  release: ReleaseRow,
  scopes: { id: string; agentId: string; workspaceId: string }[],
  now: Date,
) {
  const before = await tx.holdTarget.findMany({
    where: { holdId: release.holdId, scopeId: { in: scopes.map(({ id }) => id) } },
    select: { scopeId: true, sources: true },
  });
  const sourcesOf = new Map(before.map(({ scopeId, sources }) => [scopeId, sources]));
  const calls = await readOpenCalls(tx, { agentIds: scopes.map(({ agentId }) => agentId) }, now);
  return scopes.map(({ id, agentId, workspaceId }) => {
    const ref = { agentId, workspaceId: workspaceId || null };
    const inFlight = calls.filter((call) => call.stage === 'in_flight' && isInScope(ref, call));
    return {
      agentId,
      sources: targetSourceSchema.options.filter((source) => sourcesOf.get(id)?.includes(source)),
      inFlightCount: inFlight.length,
    };
  });
}
