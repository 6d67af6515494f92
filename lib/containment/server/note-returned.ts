import 'server-only';
import { reassertHolds } from '@/lib/containment/server/reassert-holds';
import type { Context } from '@/lib/context';

/**
 * An agent that XEM no longer listed and lists again may have been enrolled anew, without the pause that it had. What is
 * held of it is asked for again; what is asked for since needs no more.
 */
export async function noteReturned(context: Context): Promise<void> {
  const returned = await context.db.agent.findMany({
    where: { goneAt: null, returnedAt: { not: null } },
    select: { agentId: true, returnedAt: true },
  });
  if (returned.length === 0) return;
  const returnedAt = new Map(returned.map((agent) => [agent.agentId, agent.returnedAt]));
  const held = await context.db.agentScope.findMany({
    where: { desired: 'paused', agentId: { in: [...returnedAt.keys()] } },
  });
  await reassertHolds(
    context,
    held.filter(({ agentId, requestedAt }) => (returnedAt.get(agentId) ?? requestedAt) > requestedAt),
    'XEM had no longer listed this agent and lists it again. It is held, so XEM is asked to pause it anew.',
  );
}
