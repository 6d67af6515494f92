import 'server-only';
import type { AgentDetail } from '@/lib/agents/agent';
import { describeAgents } from '@/lib/agents/server/describe-agents';
import { readAgentHolds } from '@/lib/agents/server/read-agent-holds';
import { readAloneIn } from '@/lib/agents/server/read-alone-in';
import type { Context } from '@/lib/context';
import { notFound } from '@/lib/errors';
import { readFirstOpenCalls } from '@/lib/mirror/server/read-first-open-calls';
import { readNames } from '@/lib/mirror/server/read-names';

const openCallsRead = 200;
const hourMs = 3_600_000;

export async function readAgent(
  context: Pick<Context, 'db' | 'clock'>,
  { agentId }: { agentId: string },
): Promise<AgentDetail> {
  const { db } = context;
  const row = await db.agent.findUnique({ where: { agentId } });
  const [agent] = row ? await describeAgents(context, [row]) : [];
  if (!row || !agent) throw notFound('agent', agentId);
  const [calls, holds, aloneIn, lastHourCount] = await Promise.all([
    readFirstOpenCalls(db, { agentId }, openCallsRead),
    readAgentHolds(context, agentId),
    readAloneIn(context, agentId),
    db.execution.count({
      where: { agentId, occurredAt: { gte: new Date(context.clock.now().getTime() - hourMs) } },
    }),
  ]);
  const names = await readNames(db, calls);
  return {
    ...agent,
    tools: row.tools,
    firstSeenAt: row.firstSeenAt.toISOString(),
    lastHourCount,
    aloneIn,
    holds,
    openCalls: calls.map((call) => ({
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
