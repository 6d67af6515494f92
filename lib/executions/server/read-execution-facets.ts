import 'server-only';
import type { Context } from '@/lib/context';
import type { ExecutionFacets } from '@/lib/executions/endpoints';
import { readDistinct } from '@/lib/executions/server/read-distinct';

const windowMs = 90 * 24 * 60 * 60_000;

export async function readExecutionFacets({
  db,
  clock,
}: Pick<Context, 'db' | 'clock'>): Promise<ExecutionFacets> {
  const since = new Date(clock.now().getTime() - windowMs);
  const [statuses, risks, tools, agents, workspaces] = await Promise.all([
    readDistinct(db, 'status', since),
    readDistinct(db, 'risk', since),
    readDistinct(db, 'toolName', since),
    // The mirror knows them by heart; stepping through the executions of thousands of agents would take a second.
    db.agent.findMany({ select: { agentId: true, name: true }, orderBy: { name: 'asc' } }),
    db.workspace.findMany({ select: { workspaceId: true, name: true }, orderBy: { name: 'asc' } }),
  ]);
  return { statuses, risks, tools, agents, workspaces };
}
