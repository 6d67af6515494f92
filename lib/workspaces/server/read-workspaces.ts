import 'server-only';
import { countInStage, endedStatuses } from '@/lib/containment/open-call';
import type { Context } from '@/lib/context';
import type { PageOf } from '@/lib/http/endpoint';
import { heldBy, readActiveHolds } from '@/lib/workspaces/server/read-active-holds';
import { bindingSources, type Workspace } from '@/lib/workspaces/workspace';

/** All of them: a project has tens, not thousands. Workspaces that only agents name are listed too, or they could not be held. */
export async function readWorkspaces({ db }: Pick<Context, 'db'>): Promise<PageOf<Workspace>> {
  const [listed, servings, agents, loads, holds] = await Promise.all([
    db.workspace.findMany({ omit: { raw: true } }),
    db.workspaceAgent.findMany(),
    db.agent.findMany({ select: { agentId: true, name: true, goneAt: true } }),
    db.invocation.groupBy({
      by: ['workspaceId', 'status'],
      where: { status: { notIn: endedStatuses }, goneAt: null },
      _count: true,
    }),
    readActiveHolds({ db }),
  ]);
  const agentsById = new Map(agents.map((agent) => [agent.agentId, agent]));
  const known = new Map(
    listed.map(({ workspaceId, name, type }) => [workspaceId, { workspaceId, name, type, isListed: true }]),
  );
  for (const { workspaceId } of servings) {
    if (!known.has(workspaceId)) {
      known.set(workspaceId, { workspaceId, name: workspaceId, type: null, isListed: false });
    }
  }
  const loadsOf = Map.groupBy(loads, (load) => load.workspaceId);
  const servingsOf = Map.groupBy(servings, ({ workspaceId }) => workspaceId);
  const data = [...known.values()].map((workspace) => {
    const { workspaceId } = workspace;
    const sourcesOf = Map.groupBy(servingsOf.get(workspaceId) ?? [], ({ agentId }) => agentId);
    const load = loadsOf.get(workspaceId) ?? [];
    return {
      ...workspace,
      agents: [...sourcesOf]
        .map(([agentId, found]) => ({
          agentId,
          name: agentsById.get(agentId)?.name ?? null,
          isGone: agentsById.get(agentId)?.goneAt != null,
          sources: bindingSources.filter((source) => found.some((serving) => serving.source === source)),
        }))
        .toSorted((a, b) => (a.name ?? a.agentId).localeCompare(b.name ?? b.agentId)),
      inFlightCount: countInStage(load, 'in_flight'),
      waitingCount: countInStage(load, 'queued', 'waiting'),
      heldBy: [
        ...new Set([...sourcesOf.keys()].flatMap((agentId) => heldBy(holds, agentId, workspaceId))),
      ].toSorted(),
    };
  });
  return { data: data.toSorted((a, b) => a.name.localeCompare(b.name)), nextCursor: null };
}
