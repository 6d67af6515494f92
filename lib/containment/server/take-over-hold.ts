import 'server-only';
import { isInScope } from '@/lib/containment/agent-scope';
import { isOfPlace } from '@/lib/containment/hold';
import { targetSourceSchema } from '@/lib/containment/plan-containment';
import { attachSubjects } from '@/lib/containment/server/attach-subjects';
import { coverScopes } from '@/lib/containment/server/cover-scopes';
import { freeTimesOf } from '@/lib/containment/server/free-times-of';
import { readOpenCalls } from '@/lib/containment/server/read-open-calls';
import { untakenOf } from '@/lib/containment/untaken';
import { untakenCallsIn } from '@/lib/containment/untaken-in-place';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { AgentScope, Hold, HoldTarget, Incident } from '@/lib/db/generated/client';
import { appendEntry } from '@/lib/timeline/server/append-entry';

export type HandedHold = Hold & { targets: (HoldTarget & { scope: AgentScope })[] };

type Given = { hold: HandedHold; to: Incident; fromRef: string; reason: string; now: Date };

/**
 * Makes the other (locked) incident hold what this hold means, as part of its equal hold where it has one. Its receipt
 * begins with the hand-over, at the same instant for all of it: there everything was stopped from the first moment.
 * Returns the hold that means it now.
 */
export async function takeOverHold(context: Context, tx: Transaction, given: Given): Promise<string> {
  const { hold, to, fromRef, reason, now } = given;
  const active = hold.targets.filter(({ releasedAt }) => releasedAt === null);
  const equal = await findEqual(tx, hold, to, active);
  const agentIds = active.map(({ scope }) => scope.agentId);
  const untaken = isPlace(hold) ? untakenOf(hold, []) : 'none';
  const calls = await readOpenCalls(tx, { agentIds, untaken }, now);
  const inFlight = calls.filter(({ stage }) => stage === 'in_flight');
  const place = { workspaceId: hold.workspaceId, free: freeTimesOf(hold.targets) };
  const { clockSkewMs } = context.xem.condition();
  const untakenInFlightCount = isPlace(hold) ? untakenCallsIn(place, inFlight, clockSkewMs).length : 0;
  const holdId = equal ?? (await copyHold(context, tx, { ...given, untakenInFlightCount }));
  const planned = active.map(({ scope: { agentId, workspaceId }, sources }) => ({
    agentId,
    sources: targetSourceSchema.options.filter((source) => sources.includes(source)),
    inFlightCount: inFlight.filter((call) => isInScope({ agentId, workspaceId: workspaceId || null }, call))
      .length,
  }));
  const scopes = active.map(({ scope }) => scope);
  await coverScopes(context, tx, holdId, scopes, planned, now);
  await attachSubjects(context, tx, to.id, {
    rung: hold.rung,
    ...(hold.agentId !== null && { agentId: hold.agentId }),
    ...(hold.workspaceId !== null && { workspaceId: hold.workspaceId }),
  });
  await appendEntry(context, tx, {
    incidentId: to.id,
    kind: equal === null ? 'hold_placed' : 'hold_extended',
    source: 'containment',
    sourceId: `hold:${holdId}:taken:${hold.id}`,
    text: `Taken over from ${fromRef}: ${reason}`,
    data: {
      holdId,
      handedOverFrom: fromRef,
      rung: hold.rung,
      targets: planned.map(({ agentId, sources }) => ({ agentId, sources, heldBy: [fromRef] })),
    },
  });
  return holdId;
}

/** One that followed a release means its own agents only. */
function isPlace({ rung, afterReleaseId }: Hold): boolean {
  return isOfPlace(rung) && afterReleaseId === null;
}

/** Not one in which somebody has released an agent that is held here, or has asked to: that would free it. */
async function findEqual(
  tx: Transaction,
  hold: Hold,
  to: Incident,
  active: HoldTarget[],
): Promise<string | null> {
  if (hold.afterReleaseId !== null) return null;
  const { rung, agentId, workspaceId } = hold;
  const equal = await tx.hold.findFirst({
    where: {
      incidentId: to.id,
      rung,
      agentId,
      workspaceId,
      releasedAt: null,
      afterReleaseId: null,
      releases: { none: { endedAt: null } },
      targets: {
        none: { scopeId: { in: active.map(({ scopeId }) => scopeId) }, releasedAt: { not: null } },
      },
    },
    select: { id: true },
  });
  return equal?.id ?? null;
}

/** What was released from the hold comes along as released, so that nobody takes it for an agent that joined. */
async function copyHold(
  { actor }: Context,
  tx: Transaction,
  { hold, to, fromRef, reason, now, untakenInFlightCount }: Given & { untakenInFlightCount: number },
): Promise<string> {
  const { rung, agentId, workspaceId, afterReleaseId } = hold;
  const copy = await tx.hold.create({
    data: {
      incidentId: to.id,
      rung,
      agentId,
      workspaceId,
      afterReleaseId,
      reason: `${hold.reason} (taken over from ${fromRef}: ${reason})`,
      placedById: actor.actorId,
      placedByName: actor.name,
      placedAt: now,
      untakenInFlightCount,
      targets: {
        createMany: {
          data: hold.targets
            .filter(({ releasedAt }) => releasedAt !== null)
            .map(({ scopeId, sources, releasedAt }) => ({ scopeId, sources, addedAt: now, releasedAt })),
        },
      },
    },
    select: { id: true },
  });
  return copy.id;
}
