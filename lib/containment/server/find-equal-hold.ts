import 'server-only';
import type { HoldSelection } from '@/lib/containment/hold';
import type { Transaction } from '@/lib/db/client';

/**
 * The hold of an incident that already is this very stop. Not one from which somebody has released or given up an agent
 * since: a stop that is pressed now means that agent again. Nor one that somebody has asked to release: the stop would be
 * lifted by a decision that knew nothing of it.
 */
export async function findEqualHold(
  tx: Transaction,
  incidentId: string,
  { rung, agentId, workspaceId }: HoldSelection,
  scopeIds: string[],
): Promise<{ id: string } | undefined> {
  const equal = await tx.hold.findMany({
    where: {
      incidentId,
      rung,
      agentId: agentId ?? null,
      workspaceId: workspaceId ?? null,
      releasedAt: null,
      afterReleaseId: null,
      releases: { none: { endedAt: null } },
    },
    select: {
      id: true,
      _count: { select: { targets: { where: { scopeId: { in: scopeIds }, releasedAt: null } } } },
    },
    orderBy: { placedAt: 'asc' },
  });
  return equal.find(({ _count }) => _count.targets === scopeIds.length);
}
