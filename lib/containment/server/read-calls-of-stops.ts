import 'server-only';
import type { PlaceHold, StoppedTarget } from '@/lib/containment/find-late-calls';
import { byClockOfXem } from '@/lib/containment/our-clock';
import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { locateCalls } from '@/lib/mirror/server/read-call-places';

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
  const late: Prisma.ExecutionWhereInput = {
    occurredAt: { gte: new Date(stamped.getTime() - longestRunMs) },
    ...(since !== null && { observedAt: { gte: since } }),
    // Where nobody knows how far XEM's clock is behind ours, a start may be stamped before the stop.
    OR: [{ completedAt: { gt: stamped } }, { startedAt: { gt: stamped } }, { firstSeenAt: { gt: first } }],
  };
  const named = await db.execution.findMany({
    where: {
      AND: [late, { OR: [...inTargets(targets), ...besidePlaces(places, stamped)] }],
    },
    select: fields,
    orderBy: { occurredAt: 'asc' },
  });
  // A question of its own, so that a router that names all agents answers it from an index that has none without.
  const nameless = await db.execution.findMany({
    where: { AND: [late, await namelessIn(db, stops)] },
    select: fields,
    orderBy: { occurredAt: 'asc' },
  });
  return [...named, ...(await locateCalls(db, nameless))];
}

const fields = {
  executionId: true,
  invocationId: true,
  agentId: true,
  workspaceId: true,
  toolName: true,
  risk: true,
  status: true,
  approvalId: true,
  startedAt: true,
  completedAt: true,
  firstSeenAt: true,
} as const;

function inTargets(targets: StoppedTarget[]): Prisma.ExecutionWhereInput[] {
  return [...Map.groupBy(targets, ({ workspaceId }) => workspaceId)].map(([workspaceId, of]) => ({
    agentId: { in: [...new Set(of.map(({ agentId }) => agentId))] },
    ...(workspaceId !== null && { workspaceId }),
  }));
}

function besidePlaces(places: PlaceHold[], stamped: Date): Prisma.ExecutionWhereInput[] {
  return places.filter(({ isHandedOver }) => !isHandedOver).map((place) => inPlace(place, stamped));
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
    agentId: { not: null, notIn: held.map(({ agentId }) => agentId) },
  };
}

/**
 * What names no agent: all of it in held places, and wherever else the stopped agents work what an invocation may lay
 * to one of them.
 */
async function namelessIn(db: Transaction, { targets, places }: Stops): Promise<Prisma.ExecutionWhereInput> {
  if (places.some(({ workspaceId }) => workspaceId === null)) return { agentId: null };
  const whole = targets.flatMap(({ agentId, workspaceId }) => (workspaceId === null ? agentId : []));
  const servings =
    whole.length === 0
      ? []
      : await db.workspaceAgent.findMany({ where: { agentId: { in: [...new Set(whole)] } } });
  const idsOf = (of: { workspaceId: string | null }[]) => [
    ...new Set(of.flatMap(({ workspaceId }) => workspaceId ?? [])),
  ];
  return {
    agentId: null,
    OR: [
      { workspaceId: { in: idsOf(places) } },
      { invocationId: { not: null }, workspaceId: { in: idsOf([...targets, ...servings]) } },
      { invocationId: { not: null }, workspaceId: null },
    ],
  };
}
