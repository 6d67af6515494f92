import 'server-only';
import { type SeenState, seenStateOf } from '@/lib/containment/agent-scope';
import { laterOf, readAgentsAsOf } from '@/lib/containment/server/read-freshness';
import { type HeldScopeRow, stoppedAtOf } from '@/lib/containment/server/read-held-scopes';
import type { Transaction } from '@/lib/db/client';
import { readNames } from '@/lib/mirror/server/read-names';

/** What the list of agents shows of a scope, and as of when. */
export type Shown = { scope: HeldScopeRow; seen: SeenState; asOf: Date };

/** Only of agents that XEM still lists, and only by a list from after the stop: an older one says nothing about it. */
export async function readShown(db: Transaction, scopes: HeldScopeRow[]): Promise<Shown[]> {
  const agents = await db.agent.findMany({
    where: { agentId: { in: scopes.map(({ agentId }) => agentId) }, goneAt: null },
  });
  const agentOf = new Map(agents.map((agent) => [agent.agentId, agent]));
  const listedAt = await readAgentsAsOf(db);
  const { workspace } = await readNames(
    db,
    scopes.map(({ workspaceId }) => ({ workspaceId })),
  );
  return scopes.flatMap((scope) => {
    const agent = agentOf.get(scope.agentId);
    const stoppedAt = stoppedAtOf(scope);
    if (!agent || stoppedAt === null) return [];
    // It was gone since, and is asked for anew.
    if (agent.returnedAt !== null && agent.returnedAt > scope.requestedAt) return [];
    const asOf = laterOf(agent.observedAt, listedAt);
    if (asOf <= stoppedAt) return [];
    const ref = { agentId: scope.agentId, workspaceId: scope.workspaceId || null };
    const pausedWorkspaces = agent.pausedWorkspacesKnown ? agent.pausedWorkspaceIds : null;
    const seen = seenStateOf(ref, workspace(ref.workspaceId), {
      isPaused: agent.isPaused,
      pausedWorkspaces,
    });
    return [{ scope, seen, asOf }];
  });
}
