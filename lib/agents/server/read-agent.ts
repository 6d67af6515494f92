import 'server-only';
import type { AgentDetail } from '@/lib/agents/agent';
import { describeAgents } from '@/lib/agents/server/describe-agents';
import type { Context } from '@/lib/context';
import { notFound } from '@/lib/errors';
import { executionStatuses, inFlightStatuses, waitingStatuses } from '@/lib/executions/execution-status';
import { readNames } from '@/lib/mirror/server/read-names';

const openCallsRead = 200;

export async function readAgent(
  context: Pick<Context, 'db' | 'clock'>,
  { agentId }: { agentId: string },
): Promise<AgentDetail> {
  const { db } = context;
  const row = await db.agent.findUnique({ where: { agentId } });
  const [agent] = row ? await describeAgents(context, [row]) : [];
  if (!row || !agent) throw notFound('agent', agentId);
  const calls = await db.invocation.findMany({
    where: { agentId, status: { in: [...inFlightStatuses, ...waitingStatuses] } },
    orderBy: { firstSeenAt: 'asc' },
    take: openCallsRead,
  });
  const names = await readNames(db, calls);
  // The furthest along first.
  const rank = ({ status }: { status: string }) => (executionStatuses as readonly string[]).indexOf(status);
  return {
    ...agent,
    tools: row.tools,
    firstSeenAt: row.firstSeenAt.toISOString(),
    openCalls: calls
      .toSorted((a, b) => rank(b) - rank(a))
      .map((call) => ({
        invocationId: call.invocationId,
        executionId: call.executionId,
        status: call.status,
        toolName: call.toolName,
        risk: call.risk,
        workspaceId: call.workspaceId,
        workspaceName: names.workspace(call.workspaceId),
        createdAt: call.createdAt?.toISOString() ?? null,
      })),
    raw: row.raw,
  };
}
