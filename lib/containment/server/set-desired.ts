import 'server-only';
import { deriveDesired } from '@/lib/containment/derive-desired';
import { keepOpenResumes } from '@/lib/containment/server/keep-open-resumes';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { enqueueMany } from '@/lib/jobs/server/enqueue';

/**
 * The one writer of what Holdfast wants of a scope: reads the holds on these (locked) scopes, stores what follows, and
 * queues the reconciler for those that changed. Returns the ids of these.
 */
export async function setDesired(context: Context, tx: Transaction, scopeIds: string[]): Promise<string[]> {
  const scopes = await tx.agentScope.findMany({
    where: { id: { in: scopeIds } },
    select: { id: true, desired: true, _count: { select: { targets: { where: { releasedAt: null } } } } },
    orderBy: { id: 'asc' },
  });
  const changed = scopes.filter(({ desired, _count }) => deriveDesired(_count.targets) !== desired);
  const changedIds = changed.map(({ id }) => id);
  await keepOpenResumes(tx, changedIds);
  for (const desired of ['paused', 'running'] as const) {
    const ids = changed.filter((scope) => scope.desired !== desired).map(({ id }) => id);
    if (ids.length > 0)
      await tx.agentScope.updateMany({ where: { id: { in: ids } }, data: afresh(context, desired) });
  }
  await queueReconcile(tx, changedIds);
  return changedIds;
}

/**
 * Asks again for what is wanted already, as a new request, because a person said so. XEM may have been asked before, so
 * that counts as a call: the next step is to look what became of it, and nobody may give it up as never asked.
 */
export async function requestAgain(context: Context, tx: Transaction, scopeIds: string[]): Promise<void> {
  const scopes = await tx.agentScope.findMany({
    where: { id: { in: scopeIds } },
    select: { id: true, desired: true },
  });
  await keepOpenResumes(tx, scopeIds);
  for (const [desired, group] of Map.groupBy(scopes, (scope) => scope.desired)) {
    const ids = group.map(({ id }) => id);
    await tx.agentScope.updateMany({
      where: { id: { in: ids } },
      data: { ...afresh(context, desired), attemptCount: 1, lastAttemptAt: context.clock.now() },
    });
  }
  await queueReconcile(
    tx,
    scopes.map(({ id }) => id),
  );
}

/**
 * Asks XEM no more about these (locked) scopes, which nobody holds, because a person said so or there is nothing left to
 * ask: they are as if Holdfast had never touched them, and what XEM still answers is an answer to nothing.
 */
export async function forgetRequest(context: Context, tx: Transaction, scopeIds: string[]): Promise<void> {
  await keepOpenResumes(tx, scopeIds);
  await tx.agentScope.updateMany({
    where: { id: { in: scopeIds }, desired: 'running' },
    data: { ...afresh(context, 'running'), progress: 'observed' },
  });
}

/** `busyUntil` stays: a worker that is still waiting for an older answer is waited for. */
function afresh({ clock }: Context, desired: 'paused' | 'running') {
  return {
    desired,
    progress: 'requested' as const,
    generation: { increment: 1 },
    requestedAt: clock.now(),
    acceptedAt: null,
    observedAt: null,
    drainedAt: null,
    attemptCount: 0,
    lastAttemptAt: null,
    nextAttemptAt: null,
    errorCode: null,
    errorMessage: null,
    xemRequestId: null,
  };
}

/** What somebody has just decided goes before the looks at what was asked long ago. */
function queueReconcile(tx: Transaction, scopeIds: string[]): Promise<void> {
  const payloads = scopeIds.map((scopeId) => ({ scopeId }));
  return enqueueMany(tx, 'reconcile_scope', payloads, { isUrgent: true });
}
