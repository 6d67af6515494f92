import 'server-only';
import type { ScopeProgress } from '@/lib/containment/agent-scope';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { enqueueMany } from '@/lib/jobs/server/enqueue';

/** Soon enough to be the moment XEM is back; late enough that one which keeps failing is not asked without a pause. */
const soonMs = 1_000;

/**
 * XEM has answered: whoever waits longer because it was away is asked for now. A row that somebody works on is left
 * alone, since they are about to learn the same.
 */
export async function hastenUnreachable(
  tx: Transaction,
  now: Date,
  progresses: ScopeProgress[] = ['unreachable'],
): Promise<void> {
  const soon = new Date(now.getTime() + soonMs);
  const hastened = await tx.$queryRaw<{ scopeId: string }[]>`
    UPDATE "AgentScope" SET "nextAttemptAt" = ${soon}
    WHERE id IN (
      SELECT id FROM "AgentScope" WHERE progress = ANY(${progresses}::"ScopeProgress"[]) AND "nextAttemptAt" > ${soon}
      FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING id::text AS "scopeId"`;
  await enqueueMany(tx, 'reconcile_scope', hastened);
}

const justNowMs = 15_000;

/**
 * The same, told by the list of agents, which is read even where nothing is left to ask. What could not be verified may
 * have been so for the outage alone; a single answer about another scope would not say that, and comes too often.
 */
export async function hastenAfterOutage({ db, clock }: Context): Promise<void> {
  const now = clock.now();
  const ended = await db.sourceOutage.findFirst({
    where: { source: 'agents', endedAt: { gte: new Date(now.getTime() - justNowMs) } },
    select: { id: true },
  });
  if (ended) await db.$transaction((tx) => hastenUnreachable(tx, now, ['unreachable', 'unverifiable']));
}
