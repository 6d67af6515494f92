import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Hold } from '@/lib/containment/containment';
import type { handOverHoldsInput } from '@/lib/containment/hold-schema';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { lockIncident, lockScopes } from '@/lib/containment/server/lock-scopes';
import { readHold } from '@/lib/containment/server/read-hold';
import { type HandedHold, takeOverHold } from '@/lib/containment/server/take-over-hold';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { Incident } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { announce } from '@/lib/live/server/announce';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof handOverHoldsInput> & { incidentRef: string };

/**
 * Gives holds of one incident to another that is open. One transaction: the other holds before this one lets go, so
 * there is no moment in which XEM would be asked to resume. Returns the holds as the other incident has them. Throws
 * `conflict` when nothing is held, when the other is closed, or while one of them is being released.
 */
export async function handOverHolds(context: Context, input: Input): Promise<{ holds: Hold[] }> {
  requireRole(context, 'commander');
  return context.db.$transaction(async (tx) => {
    const from = await findIncident(tx, input.incidentRef);
    const to = await findIncident(tx, input.toIncidentRef);
    if (from.id === to.id) throw sameIncident();
    const before = await findActive(tx, from, input.holdIds);
    const refs = before.flatMap(({ targets }) =>
      targets.map(({ scope }) => ({ ...scope, workspaceId: scope.workspaceId || null })),
    );
    await lockScopes(tx, refs, context.clock.now());
    // In one order, so that two who hand over to each other wait and never deadlock.
    for (const id of [from.id, to.id].sort()) await lockIncident(tx, id);
    const holds = await findActive(tx, from, input.holdIds);
    await assertMayGo(tx, holds, to);

    const now = context.clock.now();
    const takenIds: string[] = [];
    for (const hold of holds) {
      const given = { hold, to, fromRef: incidentRefOf(from.number), now, ...input };
      const takenId = await takeOverHold(context, tx, given);
      takenIds.push(takenId);
      await letGo(context, tx, { hold, takenId, from, to, now, reason: input.reason });
    }
    await announceContainment(tx, [from.number, to.number]);
    await announce(tx, { incident: from.number, changed: 'detail' });
    const holdsThere: Hold[] = [];
    for (const holdId of new Set(takenIds)) holdsThere.push(await readHold(tx, holdId));
    return { holds: holdsThere };
  });
}

function findActive(tx: Transaction, { id }: Incident, holdIds: string[] | undefined): Promise<HandedHold[]> {
  return tx.hold.findMany({
    where: { incidentId: id, releasedAt: null, ...(holdIds && { id: { in: holdIds } }) },
    include: { targets: { include: { scope: true } } },
    orderBy: { placedAt: 'asc' },
  });
}

function sameIncident(): AppError {
  const message = 'name another incident';
  return new AppError('invalid_input', `to_incident_ref: ${message}`, {
    details: { errors: [{ field: 'to_incident_ref', message }] },
  });
}

async function assertMayGo(tx: Transaction, holds: HandedHold[], to: Incident): Promise<void> {
  if (holds.length === 0) throw new AppError('conflict', 'This incident holds nothing any more.');
  const { phase } = await tx.incident.findUniqueOrThrow({ where: { id: to.id } });
  if (phase === 'closed')
    throw new AppError('conflict', `INC-${to.number} is closed and cannot hold agents.`);
  const release = await tx.release.findFirst({
    where: { holdId: { in: holds.map(({ id }) => id) }, endedAt: null },
  });
  if (!release) return;
  throw new AppError('conflict', `release ${release.id} has not ended`, {
    userMessage: 'One of these holds is being released. Finish or cancel that release first.',
  });
}

type Parting = {
  hold: HandedHold;
  takenId: string;
  from: Incident;
  to: Incident;
  now: Date;
  reason: string;
};

/**
 * The claim of the first incident ends; the scopes stay paused, since the other claims them by now. Its receipts close
 * when those drain: they tell of the stop that it asked for.
 */
async function letGo(context: Context, tx: Transaction, parting: Parting): Promise<void> {
  const { hold, takenId, from, to, now, reason } = parting;
  const { actor } = context;
  const text = `Handed over to ${incidentRefOf(to.number)}: ${reason}`;
  const active = hold.targets.filter(({ releasedAt }) => releasedAt === null);
  await tx.holdTarget.updateMany({ where: { holdId: hold.id, releasedAt: null }, data: { releasedAt: now } });
  await tx.hold.update({
    where: { id: hold.id },
    data: {
      releasedAt: now,
      releasedById: actor.actorId,
      releasedByName: actor.name,
      releaseReason: text,
      handedToId: takenId,
    },
  });
  await appendEntry(context, tx, {
    incidentId: from.id,
    kind: 'hold_released',
    source: 'containment',
    text,
    data: {
      holdId: hold.id,
      isWhole: true,
      handedOverTo: incidentRefOf(to.number),
      scopes: active.map(({ scope }) => ({
        scopeId: scope.id,
        agentId: scope.agentId,
        workspaceId: scope.workspaceId || null,
        resumes: false,
        heldBy: [incidentRefOf(to.number)],
      })),
    },
  });
}
