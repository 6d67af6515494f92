import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import { hasRole } from '@/lib/auth/role';
import { countOf } from '@/lib/containment/hold-words';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { AppError, notFound } from '@/lib/errors';
import type { IncidentSummary } from '@/lib/incidents/incident';
import { incidentRoleNames } from '@/lib/incidents/incident-role';
import type { assignRoleInput } from '@/lib/incidents/inputs';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { readSummary } from '@/lib/incidents/server/to-summary';
import { announce } from '@/lib/live/server/announce';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof assignRoleInput> & { incidentRef: string };
type Holder = { userId: string; userName: string };

/** Takes a role, or hands it to somebody else. Giving it to who holds it changes nothing. */
export async function assignRole(context: Context, input: Input): Promise<IncidentSummary> {
  requireRole(context, 'responder');
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    const key = { incidentId: incident.id, role: input.role };
    const previous = await tx.incidentRole.findUnique({ where: { incidentId_role: key } });
    const next = await findHolder(context, tx, input.userId);
    if (previous?.userId === next.userId) return readSummary(tx, incident.id);
    const seen = input.expectedHolderId === undefined ? (previous?.userId ?? null) : input.expectedHolderId;
    const data = { ...next, since: context.clock.now() };
    const { count } =
      seen === null
        ? await tx.incidentRole.createMany({ data: { ...key, ...data }, skipDuplicates: true })
        : await tx.incidentRole.updateMany({ where: { ...key, userId: seen }, data });
    if (count === 0) {
      throw new AppError('conflict', `the role ${input.role} has changed hands meanwhile`, {
        userMessage: `${incidentRoleNames[input.role]} has changed hands meanwhile. Look again.`,
      });
    }
    const holds = input.role === 'commander' ? await readHandedHolds(tx, incident.id) : [];
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'role_changed',
      source: 'person',
      text: sentence(context, incidentRoleNames[input.role], next),
      data: {
        role: input.role,
        fromName: previous?.userName ?? null,
        toName: next.userName,
        toUserId: next.userId,
        ...(holds.length > 0 && { holds, detail: handedSentence(next, holds) }),
      },
    });
    await announce(tx, { incident: incident.number, changed: 'detail' });
    return readSummary(tx, incident.id);
  });
}

/** The holds of an incident are in the hands of its commander, and go with the role. */
async function readHandedHolds(tx: Transaction, incidentId: string) {
  const holds = await tx.hold.findMany({
    where: { incidentId, releasedAt: null },
    orderBy: { placedAt: 'asc' },
    select: {
      id: true,
      rung: true,
      agentId: true,
      workspaceId: true,
      _count: { select: { targets: { where: { releasedAt: null } } } },
    },
  });
  return holds.map(({ id, _count, ...selection }) => ({
    holdId: id,
    ...selection,
    agentCount: _count.targets,
  }));
}

function handedSentence(next: Holder, holds: { agentCount: number }[]): string {
  const agents = holds.reduce((total, { agentCount }) => total + agentCount, 0);
  return `now in the hands of ${next.userName}: ${countOf(holds.length, 'hold')} on ${countOf(agents, 'agent')}`;
}

async function findHolder(context: Context, tx: Transaction, userId: string | undefined): Promise<Holder> {
  const { actor } = context;
  if (userId === undefined || userId === actor.actorId)
    return { userId: actor.actorId, userName: actor.name };
  const user = await tx.user.findFirst({ where: { id: userId, disabledAt: null } });
  if (!user) throw notFound('person', userId);
  if (!hasRole(user.role, 'responder')) {
    throw new AppError('conflict', `${user.name} is a viewer and cannot act in an incident`);
  }
  return { userId: user.id, userName: user.name };
}

function sentence({ actor }: Context, roleName: string, next: Holder): string {
  return next.userId === actor.actorId
    ? `${next.userName} takes the role ${roleName}`
    : `${next.userName} becomes ${roleName}`;
}
