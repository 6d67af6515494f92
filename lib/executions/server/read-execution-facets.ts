import 'server-only';
import type { Context } from '@/lib/context';
import type { ExecutionFacets } from '@/lib/executions/endpoints';
import { readDistinct } from '@/lib/executions/server/read-distinct';
import { readNames } from '@/lib/mirror/server/read-names';

const windowMs = 90 * 24 * 60 * 60_000;

export async function readExecutionFacets({
  db,
  clock,
}: Pick<Context, 'db' | 'clock'>): Promise<ExecutionFacets> {
  const since = new Date(clock.now().getTime() - windowMs);
  const [statuses, risks, tools, agentIds, workspaceIds] = await Promise.all(
    (['status', 'risk', 'toolName', 'agentId', 'workspaceId'] as const).map((column) =>
      readDistinct(db, column, since),
    ),
  );
  const names = await readNames(db, [
    ...(agentIds ?? []).map((agentId) => ({ agentId })),
    ...(workspaceIds ?? []).map((workspaceId) => ({ workspaceId })),
  ]);
  return {
    statuses: statuses ?? [],
    risks: risks ?? [],
    tools: tools ?? [],
    agents: (agentIds ?? []).map((agentId) => ({ agentId, name: names.agent(agentId) })),
    workspaces: (workspaceIds ?? []).map((workspaceId) => ({
      workspaceId,
      name: names.workspace(workspaceId),
    })),
  };
}
