import 'server-only';
import type { PlaceHold, StoppedTarget } from '@/lib/containment/find-late-calls';
import { byClockOfXem } from '@/lib/containment/our-clock';
import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';

const longestRunMs = 24 * 3_600_000;

export type Stops = { targets: StoppedTarget[]; places: PlaceHold[] };
type Looking = {
  /** Only what the mirror has learned since then; null for all. */
  since: Date | null;
  clockSkewMs: number | null;
};

/**
 * Calls that may have come past a stop: in what is held, since the first of it was. These are few, since nothing should
 * run there; what the agents do elsewhere, or did before, is many times as much and is not read.
 */
export async function readCallsOfStops(db: Transaction, stops: Stops, { since, clockSkewMs }: Looking) {
  const { targets, places } = stops;
  const begins = [...targets.map(({ addedAt }) => addedAt), ...places.map(({ placedAt }) => placedAt)];
  if (begins.length === 0) return [];
  const first = new Date(Math.min(...begins.map(Number)));
  // What XEM stamps is looked for by either clock.
  const stamped = new Date(Math.min(Number(first), Number(byClockOfXem(first, clockSkewMs))));
  return db.execution.findMany({
    where: {
      occurredAt: { gte: new Date(stamped.getTime() - longestRunMs) },
      ...(since !== null && { observedAt: { gte: since } }),
      AND: [
        { OR: [...inTargets(targets), ...places.map((place) => inPlace(place, stamped))] },
        // Where nobody knows how far XEM's clock is behind ours, a start may be stamped before the stop.
        {
          OR: [
            { completedAt: { gt: stamped } },
            { startedAt: { gt: stamped } },
            { firstSeenAt: { gt: first } },
          ],
        },
      ],
    },
    select: {
      executionId: true,
      agentId: true,
      workspaceId: true,
      toolName: true,
      risk: true,
      status: true,
      approvalId: true,
      startedAt: true,
      completedAt: true,
      firstSeenAt: true,
    },
    orderBy: { occurredAt: 'asc' },
  });
}

function inTargets(targets: StoppedTarget[]): Prisma.ExecutionWhereInput[] {
  return [...Map.groupBy(targets, ({ workspaceId }) => workspaceId)].map(([workspaceId, of]) => ({
    agentId: { in: [...new Set(of.map(({ agentId }) => agentId))] },
    ...(workspaceId !== null && { workspaceId }),
  }));
}

/** Who was held with the place is none that comes beside, and may work there again since a release. */
function inPlace({ workspaceId, placedAt, targets }: PlaceHold, stamped: Date): Prisma.ExecutionWhereInput {
  const held = targets.filter(
    (target) =>
      target.addedAt.getTime() === placedAt.getTime() &&
      (target.workspaceId === null || target.workspaceId === workspaceId),
  );
  return {
    ...(workspaceId !== null && { workspaceId }),
    startedAt: { gt: stamped },
    OR: [{ agentId: null }, { agentId: { notIn: held.map(({ agentId }) => agentId) } }],
  };
}
