import 'server-only';
import type { PlannedTarget } from '@/lib/containment/plan-containment';
import { setDesired } from '@/lib/containment/server/set-desired';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { AgentScope } from '@/lib/db/generated/client';

/**
 * Makes a hold mean these (locked) scopes, and asks for their pause where nobody else has. A scope that another
 * incident holds already gives its receipt to this one as well: here it was stopped from the first moment.
 */
export async function coverScopes(
  context: Context,
  tx: Transaction,
  holdId: string,
  scopes: AgentScope[],
  planned: Pick<PlannedTarget, 'agentId' | 'sources' | 'inFlightCount'>[],
  now: Date,
): Promise<void> {
  const plannedFor = new Map(planned.map((target) => [target.agentId, target]));
  await tx.holdTarget.createMany({
    data: scopes.map((scope) => ({
      holdId,
      scopeId: scope.id,
      sources: plannedFor.get(scope.agentId)?.sources ?? [],
      inFlightCount: plannedFor.get(scope.agentId)?.inFlightCount ?? 0,
      addedAt: now,
      ...(scope.desired === 'paused' && scope.progress !== 'drifted' ? stoppedAlready(scope, now) : {}),
    })),
    skipDuplicates: true,
  });
  await setDesired(
    context,
    tx,
    scopes.map(({ id }) => id),
  );
}

function stoppedAlready(scope: AgentScope, now: Date) {
  return {
    // Where XEM has no such agent any more, nothing is left to accept.
    acceptedAt: scope.progress === 'gone' ? now : scope.acceptedAt && now,
    observedAt: scope.observedAt && now,
    drainedAt: scope.drainedAt && now,
  };
}
