import 'server-only';
import { seenStateOf } from '@/lib/containment/agent-scope';
import type { Listed } from '@/lib/containment/complete-look';
import { laterOf, readAgentsAsOf } from '@/lib/containment/server/read-freshness';
import type { Transaction } from '@/lib/db/client';
import type { AgentScope } from '@/lib/db/generated/client';
import { readNames } from '@/lib/mirror/server/read-names';

type Scope = Pick<AgentScope, 'agentId' | 'workspaceId' | 'requestedAt'>;

/** What the list of agents shows of these scopes, whenever it was read; only of agents that XEM still lists. */
export async function readListed<Row extends Scope>(
  db: Transaction,
  scopes: Row[],
): Promise<Map<Row, Listed>> {
  const agents = await db.agent.findMany({
    where: { agentId: { in: scopes.map(({ agentId }) => agentId) }, goneAt: null },
  });
  const agentOf = new Map(agents.map((agent) => [agent.agentId, agent]));
  const listedAt = await readAgentsAsOf(db);
  const { workspace } = await readNames(
    db,
    scopes.map(({ workspaceId }) => ({ workspaceId })),
  );
  const listed = new Map<Row, Listed>();
  for (const scope of scopes) {
    const agent = agentOf.get(scope.agentId);
    if (!agent) continue;
    // It was gone since, and is asked for anew.
    if (agent.returnedAt !== null && agent.returnedAt > scope.requestedAt) continue;
    const ref = { agentId: scope.agentId, workspaceId: scope.workspaceId || null };
    const pausedWorkspaces = agent.pausedWorkspacesKnown ? agent.pausedWorkspaceIds : null;
    const seen = seenStateOf(ref, workspace(ref.workspaceId), { isPaused: agent.isPaused, pausedWorkspaces });
    const asOf = agent.unreadSince === null ? laterOf(agent.observedAt, listedAt) : agent.observedAt;
    listed.set(scope, { seen, asOf });
  }
  return listed;
}
