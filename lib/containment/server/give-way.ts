import 'server-only';
import { lockScopes } from '@/lib/containment/server/lock-scopes';
import { lookAgain } from '@/lib/containment/server/look-again';
import type { Context } from '@/lib/context';
import type { AgentScope } from '@/lib/db/generated/client';

type Claimed = Pick<AgentScope, 'id' | 'agentId' | 'workspaceId' | 'desired' | 'busyUntil'>;

/**
 * Gives up the claim on a scope about which something else is wanted by the time that XEM answered. Where our call took
 * longer than the claim, XEM may have carried it out after what it was asked since, and after that was seen: then it is
 * looked at again, as nobody else would.
 */
export async function giveWay(context: Context, claimed: Claimed): Promise<void> {
  const { id, agentId, workspaceId, desired, busyUntil } = claimed;
  const { count } = await context.db.agentScope.updateMany({
    where: { id, busyUntil },
    data: { busyUntil: null },
  });
  // As long as the claim stood, nobody has asked XEM for anything else.
  if (count > 0) return;
  await context.db.$transaction(async (tx) => {
    const ref = { agentId, workspaceId: workspaceId || null };
    const [current] = await lockScopes(tx, [ref], context.clock.now());
    if (current === undefined || current.desired === desired || current.attemptCount === 0) return;
    await lookAgain(context, tx, [current], 'XEM may have carried out something older since.');
  });
}
