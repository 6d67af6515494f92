import 'server-only';
import { lockIncident } from '@/lib/containment/server/lock-scopes';
import type { Transaction } from '@/lib/db/client';
import type { Hold, Incident, Release, ReleaseStage, ReleaseTarget } from '@/lib/db/generated/client';
import { AppError, notFound } from '@/lib/errors';
import { findIncident } from '@/lib/incidents/server/find-incident';

export type ReleaseRow = Release & {
  hold: Hold;
  incident: Incident;
  stages: ReleaseStage[];
  targets: (ReleaseTarget & { scope: { agentId: string; workspaceId: string } })[];
};

export const releaseParts = {
  hold: true,
  incident: true,
  stages: { orderBy: { number: 'asc' } },
  targets: { include: { scope: { select: { agentId: true, workspaceId: true } } } },
} as const;

/** A release of this very incident. Throws `not_found`. */
export async function findRelease(
  db: Transaction,
  { incidentRef, releaseId }: { incidentRef: string; releaseId: string },
): Promise<ReleaseRow> {
  const incident = await findIncident(db, incidentRef);
  const release = await db.release.findFirst({
    where: { id: releaseId, incidentId: incident.id },
    include: releaseParts,
  });
  if (!release) throw notFound('release', releaseId);
  return release;
}

/** Changes a release that is still as it was read. Throws `conflict` when somebody, or the watch, was faster. */
export async function changeRelease(
  tx: Transaction,
  release: Pick<Release, 'id' | 'incidentId' | 'revision'>,
  data: Parameters<Transaction['release']['updateMany']>[0]['data'],
): Promise<void> {
  // The incident before the release, as everybody does: two who change it wait for each other and never deadlock.
  await lockIncident(tx, release.incidentId);
  const { count } = await tx.release.updateMany({
    where: { id: release.id, revision: release.revision },
    data: { ...data, revision: { increment: 1 } },
  });
  if (count > 0) return;
  throw new AppError('conflict', `release ${release.id} has moved on`, {
    userMessage: 'This release has moved on meanwhile. Look again.',
  });
}
