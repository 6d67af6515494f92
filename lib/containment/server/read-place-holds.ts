import 'server-only';
import type { PlaceHold } from '@/lib/containment/find-late-calls';
import type { Transaction } from '@/lib/db/client';

/** The holds that mean a place and not only agents. One that followed a release means its own targets, wherever it lies. */
export async function readPlaceHolds(db: Transaction): Promise<PlaceHold[]> {
  const holds = await db.hold.findMany({
    where: { releasedAt: null, afterReleaseId: null, rung: { in: ['workspace', 'all'] } },
    select: {
      id: true,
      incidentId: true,
      workspaceId: true,
      placedAt: true,
      targets: {
        select: {
          addedAt: true,
          observedAt: true,
          releasedAt: true,
          scope: { select: { agentId: true, workspaceId: true, desired: true, observedAt: true } },
        },
      },
    },
  });
  return holds.map(({ id, targets, ...hold }) => ({
    ...hold,
    holdId: id,
    stoppedAt: lastOf(targets.filter(({ releasedAt }) => releasedAt === null)),
    targets: targets.map(({ addedAt, scope }) => ({
      addedAt,
      agentId: scope.agentId,
      workspaceId: scope.workspaceId || null,
    })),
    free: targets.flatMap(({ releasedAt, scope }) =>
      releasedAt === null
        ? []
        : { from: releasedAt, to: scope.desired === 'paused' ? scope.observedAt : null },
    ),
  }));
}

function lastOf(targets: { observedAt: Date | null }[]): Date | null {
  const times = targets.flatMap(({ observedAt }) => observedAt ?? []);
  return times.length < targets.length ? null : new Date(Math.max(...times.map(Number)));
}
