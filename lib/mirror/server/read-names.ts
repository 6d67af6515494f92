import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { type Names, namesFrom } from '@/lib/mirror/names';

/** The names of the agents and workspaces that these rows name. */
export async function readNames(
  db: Transaction,
  rows: { agentId?: string | null; workspaceId?: string | null }[],
): Promise<Names> {
  const agentIds = [...new Set(rows.flatMap(({ agentId }) => agentId ?? []))];
  const workspaceIds = [...new Set(rows.flatMap(({ workspaceId }) => workspaceId ?? []))];
  const [agents, workspaces] = await Promise.all([
    agentIds.length === 0
      ? []
      : db.agent.findMany({ where: { agentId: { in: agentIds } }, select: { agentId: true, name: true } }),
    workspaceIds.length === 0
      ? []
      : db.workspace.findMany({
          where: { workspaceId: { in: workspaceIds } },
          select: { workspaceId: true, name: true },
        }),
  ]);
  return namesFrom({
    agents: new Map(agents.map(({ agentId, name }) => [agentId, name])),
    workspaces: new Map(workspaces.map(({ workspaceId, name }) => [workspaceId, name])),
  });
}
