import 'server-only';
import type { Context } from '@/lib/context';
import type { PageOf } from '@/lib/http/endpoint';
import { bindingSources, type Workspace } from '@/lib/workspaces/workspace';

/** All of them: a project has tens, not thousands. Workspaces that only agents name are listed too, or they could not be held. */
export async function readWorkspaces({ db }: Pick<Context, 'db'>): Promise<PageOf<Workspace>> {
  const [listed, servings, agents] = await Promise.all([
    db.workspace.findMany({ omit: { raw: true } }),
    db.workspaceAgent.findMany(),
    db.agent.findMany({ select: { agentId: true, name: true, goneAt: true } }),
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
  const data = [...known.values()].map((workspace) => {
    const here = servings.filter(({ workspaceId }) => workspaceId === workspace.workspaceId);
    const agentIds = [...new Set(here.map(({ agentId }) => agentId))];
    return {
      ...workspace,
      agents: agentIds
        .map((agentId) => ({
          agentId,
          name: agentsById.get(agentId)?.name ?? null,
          isGone: agentsById.get(agentId)?.goneAt != null,
          sources: bindingSources.filter((source) =>
            here.some((serving) => serving.agentId === agentId && serving.source === source),
          ),
        }))
        .toSorted((a, b) => (a.name ?? a.agentId).localeCompare(b.name ?? b.agentId)),
    };
  });
  return { data: data.toSorted((a, b) => a.name.localeCompare(b.name)), nextCursor: null };
}
