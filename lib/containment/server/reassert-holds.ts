import 'server-only';
import { lockScopes } from '@/lib/containment/server/lock-scopes';
import { lookAgain } from '@/lib/containment/server/look-again';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { AgentScope } from '@/lib/db/generated/client';

/** More in one transaction would keep the reconciler waiting for its locks. */
const mostAtOnce = 200;

/**
 * Has XEM asked anew about held scopes that are no longer paused, where no person wanted that: nobody is overruled. The
 * log of every incident that holds them tells why.
 */
export async function reassertHolds(context: Context, scopes: AgentScope[], why: string): Promise<void> {
  for (let from = 0; from < scopes.length; from += mostAtOnce) {
    const group = scopes.slice(from, from + mostAtOnce);
    await context.db.$transaction((tx) => reassertGroup(context, tx, group, why));
  }
}

async function reassertGroup(context: Context, tx: Transaction, group: AgentScope[], why: string) {
  const generationOf = new Map(group.map(({ id, generation }) => [id, generation]));
  const locked = await lockScopes(tx, group, context.clock.now());
  const current = locked.filter((scope) => scope.generation === generationOf.get(scope.id));
  await lookAgain(context, tx, current, why);
  // It explains one lift: what comes after it is somebody's wish again.
  await tx.agentScope.updateMany({
    where: { id: { in: current.map(({ id }) => id) }, openResumeAt: { not: null } },
    data: { openResumeAt: null },
  });
}
