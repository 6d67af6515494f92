import 'server-only';
import { type Agent, leaseState } from '@/lib/agents/agent';
import { countInStage, endedStatuses } from '@/lib/containment/open-call';
import type { Context } from '@/lib/context';
import type { Agent as StoredAgent } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readNames } from '@/lib/mirror/server/read-names';

type AgentRow = Omit<StoredAgent, 'raw' | 'tools'> & { tools: string[] };

/** Adds to agents what stands elsewhere: workspace names, holds, and how much they have to do. */
export async function describeAgents(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  rows: AgentRow[],
): Promise<Agent[]> {
  const agentIds = rows.map(({ agentId }) => agentId);
  const [held, loads, names] = await Promise.all([
    readHolds(db, agentIds),
    db.invocation.groupBy({
      by: ['agentId', 'status'],
      where: { agentId: { in: agentIds }, status: { notIn: endedStatuses }, goneAt: null },
      _count: true,
    }),
    readNames(
      db,
      rows
        .flatMap(({ workspaceIds, pausedWorkspaceIds }) => [...workspaceIds, ...pausedWorkspaceIds])
        .map((workspaceId) => ({ workspaceId })),
    ),
  ]);
  const named = (workspaceId: string) => ({ workspaceId, name: names.workspace(workspaceId) });
  const now = clock.now();
  const holdsOf = Map.groupBy(held, ({ agentId }) => agentId);
  const loadsOf = Map.groupBy(loads, ({ agentId }) => agentId);
  return rows.map((row) => {
    const load = loadsOf.get(row.agentId) ?? [];
    return {
      agentId: row.agentId,
      name: row.name,
      status: row.status,
      region: row.region,
      lease: leaseState(row.leaseExpiresAt, now),
      leaseExpiresAt: row.leaseExpiresAt?.toISOString() ?? null,
      lastHeartbeatAt: row.lastHeartbeatAt?.toISOString() ?? null,
      manifestVersion: row.manifestVersion,
      workspaces: row.workspaceIds.map(named),
      toolCount: row.tools.length,
      isPaused: row.isPaused,
      pausedWorkspaces: row.pausedWorkspacesKnown ? row.pausedWorkspaceIds.map(named) : null,
      heldBy: (holdsOf.get(row.agentId) ?? []).map(({ incidentRef, workspaceId }) => ({
        incidentRef,
        workspace: workspaceId === '' ? null : named(workspaceId),
      })),
      inFlightCount: countInStage(load, 'in_flight'),
      queuedCount: countInStage(load, 'queued'),
      pendingApprovalCount: countInStage(load, 'waiting'),
      observedAt: row.observedAt.toISOString(),
      goneAt: row.goneAt?.toISOString() ?? null,
    };
  });
}

async function readHolds(db: Context['db'], agentIds: string[]) {
  const targets = await db.holdTarget.findMany({
    where: { releasedAt: null, hold: { releasedAt: null }, scope: { agentId: { in: agentIds } } },
    select: {
      scope: { select: { agentId: true, workspaceId: true } },
      hold: { select: { incident: { select: { number: true } } } },
    },
    orderBy: { addedAt: 'asc' },
  });
  const holds = targets.map(({ scope, hold }) => ({
    ...scope,
    incidentRef: incidentRefOf(hold.incident.number),
  }));
  // Two holds of one incident on the same scope are one line to people.
  return [...new Map(holds.map((one) => [JSON.stringify(one), one])).values()];
}
