import 'server-only';
import type { Context } from '@/lib/context';
import { AppError, notFound } from '@/lib/errors';

/** An agent that XEM still lists. Throws `not_found`, or `conflict` once it is gone. */
export async function findAgent(
  { db }: Pick<Context, 'db'>,
  agentId: string,
): Promise<{ agentId: string; name: string }> {
  const agent = await db.agent.findUnique({
    where: { agentId },
    select: { agentId: true, name: true, goneAt: true },
  });
  if (!agent) throw notFound('agent', agentId);
  if (agent.goneAt === null) return agent;
  throw new AppError('conflict', `agent ${agentId} is gone from XEM`, {
    userMessage: `XEM no longer lists ${agent.name}. Nothing was changed.`,
    details: { goneAt: agent.goneAt.toISOString() },
  });
}
