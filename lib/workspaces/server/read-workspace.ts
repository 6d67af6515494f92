import 'server-only';
import { countInStage, endedStatuses } from '@/lib/containment/open-call';
import type { Context } from '@/lib/context';
import { notFound } from '@/lib/errors';
import { readFirstOpenCalls } from '@/lib/mirror/server/read-first-open-calls';
import { readNames } from '@/lib/mirror/server/read-names';
import { heldBy, readActiveHolds } from '@/lib/workspaces/server/read-active-holds';
import { readWorkspaces } from '@/lib/workspaces/server/read-workspaces';
import type { WorkspaceDetail } from '@/lib/workspaces/workspace';

const openCallsRead = 200;
const hourMs = 3_600_000;

export async function readWorkspace(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { workspaceId }: { workspaceId: string },
): Promise<WorkspaceDetail> {
  const workspace = (await readWorkspaces({ db })).data.find((it) => it.workspaceId === workspaceId);
  if (!workspace) throw notFound('workspace', workspaceId);
  const open = { workspaceId, status: { notIn: endedStatuses }, goneAt: null };
  const [agents, loads, holds, calls, lastHourCount] = await Promise.all([
    db.agent.findMany({
      where: { agentId: { in: workspace.agents.map(({ agentId }) => agentId) } },
      omit: { raw: true, tools: true },
    }),
    db.invocation.groupBy({ by: ['agentId', 'status'], where: open, _count: true }),
    readActiveHolds({ db }),
    readFirstOpenCalls(db, { workspaceId }, openCallsRead),
    db.execution.count({
      where: { workspaceId, occurredAt: { gte: new Date(clock.now().getTime() - hourMs) } },
    }),
  ]);
  const names = await readNames(db, calls);
  const agentsById = new Map(agents.map((agent) => [agent.agentId, agent]));
  const loadsOf = Map.groupBy(loads, ({ agentId }) => agentId);
  return {
    ...workspace,
    lastHourCount,
    agents: workspace.agents.map((agent) => {
      const row = agentsById.get(agent.agentId);
      const load = loadsOf.get(agent.agentId) ?? [];
      return {
        ...agent,
        status: row?.status ?? null,
        leaseExpiresAt: row?.leaseExpiresAt?.toISOString() ?? null,
        inFlightCount: countInStage(load, 'in_flight'),
        waitingCount: countInStage(load, 'queued', 'waiting'),
        isPaused: row === undefined ? null : pausedHere(row, workspaceId),
        heldBy: heldBy(holds, agent.agentId, workspaceId),
      };
    }),
    openCalls: calls.map((call) => ({
      invocationId: call.invocationId,
      executionId: call.executionId,
      status: call.status,
      toolName: call.toolName,
      risk: call.risk,
      agentId: call.agentId,
      agentName: names.agent(call.agentId),
      createdAt: call.createdAt?.toISOString() ?? null,
    })),
  };
}

type Pauses = { isPaused: boolean | null; pausedWorkspaceIds: string[]; pausedWorkspacesKnown: boolean };

function pausedHere({ isPaused, pausedWorkspaceIds, pausedWorkspacesKnown }: Pauses, workspaceId: string) {
  if (isPaused || pausedWorkspaceIds.includes(workspaceId)) return true;
  return isPaused === null || !pausedWorkspacesKnown ? null : false;
}
