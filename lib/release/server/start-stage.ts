import 'server-only';
import { releaseTargets } from '@/lib/containment/server/release-targets';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { enqueue, jobKey } from '@/lib/jobs/server/enqueue';
import type { ReleaseRow } from '@/lib/release/server/find-release';

/** Frees the agents of one stage, in the caller's transaction. The watch begins when XEM shows them running. */
export async function startStage(
  context: Context,
  tx: Transaction,
  release: ReleaseRow,
  number: number,
): Promise<void> {
  const { hold, stages, reason } = release;
  const scopeIds = release.targets.filter(({ stage }) => stage === number).map(({ scopeId }) => scopeId);
  const { resumedIds, scopeIds: releasedIds } = await releaseTargets(context, tx, {
    hold,
    scopeIds,
    reason,
    by: { id: release.askedById, name: release.askedByName },
    data: { releaseId: release.id, stage: number, stageCount: stages.length },
  });
  // Not before the release itself: what starts from here on is watched.
  const now = context.clock.now();
  await tx.releaseTarget.updateMany({
    where: { releaseId: release.id, scopeId: { in: releasedIds } },
    data: { releasedAt: now },
  });
  await tx.releaseTarget.updateMany({
    where: { releaseId: release.id, scopeId: { in: resumedIds } },
    data: { isFreed: true },
  });
  await tx.releaseStage.update({
    where: { releaseId_number: { releaseId: release.id, number } },
    data: { startedAt: now },
  });
  await queueRelease(tx, release.id);
}

/** Has a release looked at, at once. */
export async function queueRelease(tx: Transaction, releaseId: string): Promise<void> {
  const payload = { releaseId };
  await enqueue(tx, 'advance_release', payload, { key: jobKey('advance_release', payload) });
}
