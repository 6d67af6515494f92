import 'server-only';
import type { Context } from '@/lib/context';
import { inFlightStatuses, waitingStatuses } from '@/lib/executions/execution-status';
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
      where: { status: { in: [...inFlightStatuses, ...waitingStatuses] }, goneAt: null },
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
  const servingsOf = Map.groupBy(servings, ({ workspaceId }) => workspaceId);
  const data = [...known.values()].map((workspace) => {
    const { workspaceId } = workspace;
    const sourcesOf = Map.groupBy(servingsOf.get(workspaceId) ?? [], ({ agentId }) => agentId);
    const countOf = (statuses: readonly string[]) =>
      loads
        .filter((load) => load.workspaceId === workspaceId && statuses.includes(load.status))
        .reduce((total, load) => total + load._count, 0);
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
      inFlightCount: countOf(inFlightStatuses),
      waitingCount: countOf(waitingStatuses),
      heldBy: [
        ...new Set([...sourcesOf.keys()].flatMap((agentId) => heldBy(holds, agentId, workspaceId))),
      ].toSorted(),
    };
  });
  return { data: data.toSorted((a, b) => a.name.localeCompare(b.name)), nextCursor: null };
}
