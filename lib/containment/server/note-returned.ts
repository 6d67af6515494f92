import 'server-only';
import { lockScopes } from '@/lib/containment/server/lock-scopes';
import { reassertHolds } from '@/lib/containment/server/reassert-holds';
import { forgetRequest } from '@/lib/containment/server/set-desired';
import type { Context } from '@/lib/context';
import type { AgentScope } from '@/lib/db/generated/client';

/**
 * An agent that XEM no longer listed and lists again may have been enrolled anew, without the pause that it had. What is
 * held of it is asked for again; what is asked for since needs no more. Where it was to be resumed there is nothing left to
 * resume, and a pause that it has by now is somebody else's.
 */
export async function noteReturned(context: Context): Promise<void> {
  const returned = await context.db.agent.findMany({
    where: { goneAt: null, returnedAt: { not: null } },
    select: { agentId: true, returnedAt: true },
  });
  if (returned.length === 0) return;
  const returnedAt = new Map(returned.map((agent) => [agent.agentId, agent.returnedAt]));
  const scopes = await context.db.agentScope.findMany({
    where: { agentId: { in: [...returnedAt.keys()] }, OR: [{ desired: 'paused' }, { progress: 'gone' }] },
  });
  const earlier = scopes.filter(
    ({ agentId, requestedAt }) => (returnedAt.get(agentId) ?? requestedAt) > requestedAt,
  );
  await forgetReleased(
    context,
    earlier.filter(({ desired }) => desired === 'running'),
  );
  await reassertHolds(
    context,
    earlier.filter(({ desired }) => desired === 'paused'),
    'XEM had no longer listed this agent and lists it again. It is held, so XEM is asked to pause it anew.',
  );
}

async function forgetReleased(context: Context, scopes: AgentScope[]): Promise<void> {
  if (scopes.length === 0) return;
  await context.db.$transaction(async (tx) => {
    const locked = await lockScopes(tx, scopes, context.clock.now());
    const gone = locked.filter(({ progress }) => progress === 'gone');
    await forgetRequest(
      context,
      tx,
      gone.map(({ id }) => id),
    );
  });
}
