import 'server-only';
import { planContainment } from '@/lib/containment/plan-containment';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { coverScopes } from '@/lib/containment/server/cover-scopes';
import { lockIncident, lockScopes } from '@/lib/containment/server/lock-scopes';
import { readFleet } from '@/lib/containment/server/read-fleet';
import type { Context } from '@/lib/context';
import type { Hold } from '@/lib/db/generated/client';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/**
 * A hold on a workspace, or on all, means agents that join afterwards too. A released target stays released: somebody
 * has decided about it.
 */
export async function extendHolds(context: Context): Promise<void> {
  const holds = await context.db.hold.findMany({
    where: { releasedAt: null, afterReleaseId: null, rung: { in: ['workspace', 'all'] } },
    orderBy: { id: 'asc' },
  });
  for (const hold of holds) await extendHold(context, hold);
}

async function extendHold(context: Context, hold: Hold): Promise<void> {
  const { db, clock } = context;
  const selection = { rung: hold.rung, ...(hold.workspaceId !== null && { workspaceId: hold.workspaceId }) };
  const serving = await readServingAgents(context, hold);
  const targets = await db.holdTarget.findMany({
    where: { holdId: hold.id },
    select: { scope: { select: { agentId: true } } },
  });
  const covered = new Set(targets.map(({ scope }) => scope.agentId));
  if (serving.every((agentId) => covered.has(agentId))) return;

  await db.$transaction(async (tx) => {
    const scope = { now: clock.now(), incidentId: hold.incidentId };
    const plan = planContainment(selection, await readFleet(tx, selection, scope));
    const joining = plan.targets.filter(({ agentId }) => !covered.has(agentId));
    if (joining.length === 0) return;
    const scopes = await lockScopes(tx, joining, clock.now());
    await lockIncident(tx, hold.incidentId);
    const current = await tx.hold.findUniqueOrThrow({
      where: { id: hold.id },
      include: { incident: { select: { number: true } } },
    });
    if (current.releasedAt !== null) return;
    await coverScopes(context, tx, hold.id, scopes, joining, clock.now());
    for (const { agentId, workspaceId, sources } of joining) {
      await appendEntry(context, tx, {
        incidentId: hold.incidentId,
        kind: 'hold_extended',
        source: 'containment',
        sourceId: `hold:${hold.id}:extended:${agentId}`,
        data: { holdId: hold.id, agentId, workspaceId, sources },
      });
    }
    await announceContainment(tx, [current.incident.number]);
  });
}

/** A cheap look, so that the whole plan is made only when somebody has joined. */
async function readServingAgents({ db }: Context, { workspaceId }: Hold): Promise<string[]> {
  if (workspaceId === null) {
    const agents = await db.agent.findMany({ where: { goneAt: null }, select: { agentId: true } });
    return agents.map(({ agentId }) => agentId);
  }
  const rows = await db.workspaceAgent.findMany({
    where: { workspaceId },
    distinct: ['agentId'],
    select: { agentId: true },
  });
  const agents = await db.agent.findMany({
    where: { goneAt: null, agentId: { in: rows.map(({ agentId }) => agentId) } },
    select: { agentId: true },
  });
  return agents.map(({ agentId }) => agentId);
}
