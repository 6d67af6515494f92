import 'server-only';
import { lockScopes } from '@/lib/containment/server/lock-scopes';
import { tellConcerned } from '@/lib/containment/server/tell-concerned';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { AgentScope } from '@/lib/db/generated/client';

/**
 * XEM refuses what it is asked about an agent that was deleted. Where its list says the same, nothing is left to pause or
 * to resume, and nobody has to look at that. A receipt takes this answer for the acceptance: nothing starts there since.
 */
export async function noteGone(context: Context): Promise<void> {
  const refused = await context.db.agentScope.findMany({
    where: { progress: 'rejected', errorCode: 'not_found' },
  });
  if (refused.length === 0) return;
  const agents = await context.db.agent.findMany({
    where: { goneAt: { not: null }, agentId: { in: refused.map(({ agentId }) => agentId) } },
    select: { agentId: true },
  });
  const goneIds = new Set(agents.map(({ agentId }) => agentId));
  const gone = refused.filter(({ agentId }) => goneIds.has(agentId));
  if (gone.length > 0) await context.db.$transaction((tx) => writeGone(context, tx, gone));
}

async function writeGone(context: Context, tx: Transaction, gone: AgentScope[]): Promise<void> {
  const generationOf = new Map(gone.map(({ id, generation }) => [id, generation]));
  const locked = await lockScopes(tx, gone, context.clock.now());
  const current = locked.filter(
    (scope) => scope.progress === 'rejected' && scope.generation === generationOf.get(scope.id),
  );
  const ids = current.map(({ id }) => id);
  await tx.agentScope.updateMany({
    where: { id: { in: ids } },
    data: { progress: 'gone', nextAttemptAt: null, errorCode: null, errorMessage: null },
  });
  await tx.$executeRaw`
    UPDATE "HoldTarget" AS target SET "acceptedAt" = scope."lastAttemptAt" FROM "AgentScope" AS scope
    WHERE scope.id = target."scopeId" AND scope.id = ANY(${ids}::uuid[]) AND scope.desired = 'paused'
      AND target."releasedAt" IS NULL AND target."acceptedAt" IS NULL`;
  await tellConcerned(
    context,
    tx,
    current,
    ({ id: scopeId, agentId, workspaceId, generation, desired, xemRequestId }) => ({
      kind: 'scope_gone',
      source: 'containment',
      sourceId: `scope:${scopeId}:g${generation}:gone`,
      xemRequestId,
      data: { scopeId, agentId, workspaceId: workspaceId || null, desired },
    }),
  );
}
