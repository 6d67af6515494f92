import 'server-only';
import { requireRole } from '@/lib/auth/require-role';
import type { Hold } from '@/lib/containment/containment';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { findHold } from '@/lib/containment/server/find-hold';
import { lockIncident, lockScopes } from '@/lib/containment/server/lock-scopes';
import { readHold } from '@/lib/containment/server/read-hold';
import { setDesired } from '@/lib/containment/server/set-desired';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { AgentScope } from '@/lib/db/generated/client';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = { incidentRef: string; holdId: string; reason: string };

/**
 * Cancels the rest of a stop: agents that XEM was not asked about yet are given up, those that it was asked about stay
 * held. A release takes a commander; this undoes nothing, so that whoever may stop may also stop stopping. With nothing
 * left to cancel it changes nothing.
 */
export async function withdrawHold(context: Context, input: Input): Promise<Hold> {
  requireRole(context, 'responder');
  return context.db.$transaction(async (tx) => {
    const { hold, incident } = await findHold(tx, input);
    const targets = await tx.holdTarget.findMany({
      where: { holdId: hold.id, releasedAt: null },
      include: { scope: true },
    });
    const refs = targets.map(({ scope }) => ({ ...scope, workspaceId: scope.workspaceId || null }));
    // With the rows in hand no worker can begin to ask; one that has begun shows in the count of attempts.
    const locked = await lockScopes(tx, refs, context.clock.now());
    const unasked = locked.filter(isUnasked);
    if (unasked.length === 0) return readHold(tx, hold.id);
    await lockIncident(tx, incident.id);
    await giveUp(context, tx, hold.id, unasked, input.reason);
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'hold_withdrawn',
      source: 'containment',
      text: input.reason,
      data: {
        holdId: hold.id,
        targets: unasked.map(({ agentId, workspaceId }) => ({ agentId, workspaceId: workspaceId || null })),
        keptCount: targets.length - unasked.length,
      },
    });
    await announceContainment(tx, [incident.number]);
    return readHold(tx, hold.id);
  });
}

function isUnasked({ desired, progress, attemptCount }: AgentScope): boolean {
  return desired === 'paused' && progress === 'requested' && attemptCount === 0;
}

async function giveUp(
  context: Context,
  tx: Transaction,
  holdId: string,
  scopes: AgentScope[],
  reason: string,
): Promise<void> {
  const { actor, clock } = context;
  const now = clock.now();
  const ids = scopes.map(({ id }) => id);
  await tx.holdTarget.updateMany({
    where: { holdId, scopeId: { in: ids }, releasedAt: null },
    data: { releasedAt: now },
  });
  const left = await tx.holdTarget.count({ where: { holdId, releasedAt: null } });
  if (left === 0) {
    await tx.hold.update({
      where: { id: holdId },
      data: {
        releasedAt: now,
        releasedById: actor.actorId,
        releasedByName: actor.name,
        releaseReason: reason,
      },
    });
  }
  const freed = await setDesired(context, tx, ids);
  // Where no pause of ours stands, XEM has everything as it was, and a pause somebody made there is theirs.
  await tx.agentScope.updateMany({
    where: { id: { in: freed }, desired: 'running', isPausedByUs: false },
    data: { progress: 'observed' },
  });
  // Of the others a resume may have been under way: the next step is to look how far it came.
  await tx.agentScope.updateMany({
    where: { id: { in: freed }, desired: 'running', attemptCount: 0, progress: 'requested' },
    data: { attemptCount: 1, lastAttemptAt: now },
  });
}
