import 'server-only';
import { nextScopeState, type ScopeChange, type StepOutcome } from '@/lib/containment/next-scope-state';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { readConcerned } from '@/lib/containment/server/read-concerned';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { AgentScope } from '@/lib/db/generated/client';
import { appendEntry, type NewEntry } from '@/lib/timeline/server/append-entry';

/**
 * Stores what came of a step, on the scope, on the receipts of its holds and in the log of every incident concerned.
 * False when the scope has moved on since it was read: then the outcome answers a question nobody asks any more.
 */
export async function recordStep(
  context: Context,
  scope: AgentScope,
  outcome: StepOutcome,
): Promise<boolean> {
  const now = context.clock.now();
  const change = nextScopeState(scope, outcome, now);
  if (change === null) return true;
  return context.db.$transaction(async (tx) => {
    const { count } = await tx.agentScope.updateMany({
      where: {
        id: scope.id,
        generation: scope.generation,
        progress: scope.progress,
        attemptCount: scope.attemptCount,
      },
      data: change,
    });
    if (count === 0) return false;
    await writeReceipts(tx, scope, change);
    const concerned = await readConcerned(tx, scope);
    for (const { incidentId } of concerned) {
      for (const entry of entriesFor(scope, change)) await appendEntry(context, tx, { incidentId, ...entry });
    }
    await announceContainment(
      tx,
      concerned.map(({ number }) => number),
    );
    return true;
  });
}

async function writeReceipts(tx: Transaction, scope: AgentScope, change: ScopeChange): Promise<void> {
  if (scope.desired !== 'paused') return;
  for (const field of ['acceptedAt', 'observedAt'] as const) {
    if (change[field] === null || change[field] === scope[field]) continue;
    await tx.holdTarget.updateMany({
      where: { scopeId: scope.id, releasedAt: null, [field]: null },
      data: { [field]: change[field] },
    });
  }
}

/** One entry a step of the way, each at most once for a request: the source id says which. */
function entriesFor(scope: AgentScope, change: ScopeChange): Omit<NewEntry, 'incidentId'>[] {
  const { id: scopeId, agentId, workspaceId, desired, generation, attemptCount, requestedAt } = scope;
  const base = {
    source: 'containment' as const,
    xemRequestId: change.xemRequestId ?? scope.xemRequestId,
    data: { scopeId, agentId, workspaceId: workspaceId || null, desired, attemptCount, requestedAt },
  };
  const sourceId = (step: string) => `scope:${scopeId}:g${generation}:${step}`;
  const entries: Omit<NewEntry, 'incidentId'>[] = [];
  if (change.acceptedAt !== null && scope.acceptedAt === null) {
    entries.push({ ...base, kind: 'scope_accepted', sourceId: sourceId('accepted') });
  }
  if (change.progress === 'observed') {
    entries.push({ ...base, kind: 'scope_observed', sourceId: sourceId('observed') });
  }
  if (change.progress === 'unverifiable') {
    entries.push({ ...base, kind: 'scope_unverifiable', sourceId: sourceId('unverifiable') });
  }
  if (change.errorCode !== null) {
    const { errorCode, errorMessage } = change;
    entries.push({
      ...base,
      kind: 'scope_failed',
      sourceId: sourceId(`failed:${errorCode}`),
      data: { ...base.data, errorCode, errorMessage },
    });
  }
  return entries;
}
