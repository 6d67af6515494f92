import 'server-only';
import { mayBeInScope } from '@/lib/containment/agent-scope';
import type { HeldNow } from '@/lib/containment/containment';
import { readOpenCalls } from '@/lib/containment/server/read-open-calls';
import type { Context } from '@/lib/context';
import type { PageOf } from '@/lib/http/endpoint';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readNames } from '@/lib/mirror/server/read-names';

/** Every scope that should be paused, and by whose wish; longest held first. */
export async function readHeldNow(
  { db, clock }: Context,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<PageOf<HeldNow>> {
  // Ids grow with time, so that their order is the order of the first hold.
  const rows = await db.agentScope.findMany({
    where: { desired: 'paused', ...(cursor !== undefined && { id: { gt: cursor } }) },
    include: {
      targets: {
        where: { releasedAt: null },
        include: { hold: { include: { incident: { select: { number: true } } } } },
        orderBy: { addedAt: 'asc' },
      },
    },
    orderBy: { id: 'asc' },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const agentIds = page.map(({ agentId }) => agentId);
  const names = await readNames(db, page);
  const calls = await readOpenCalls(db, { agentIds }, clock.now());
  const inFlight = calls.filter(({ stage }) => stage === 'in_flight');
  const data = page.flatMap((scope) => {
    const [first] = scope.targets;
    if (!first) return [];
    const workspaceId = scope.workspaceId || null;
    const ref = { agentId: scope.agentId, workspaceId };
    return {
      ...ref,
      scopeId: scope.id,
      agentName: names.agent(scope.agentId) ?? scope.agentId,
      workspaceName: names.workspace(workspaceId) ?? workspaceId,
      desired: scope.desired,
      progress: scope.progress,
      requestedAt: scope.requestedAt.toISOString(),
      acceptedAt: scope.acceptedAt?.toISOString() ?? null,
      observedAt: scope.observedAt?.toISOString() ?? null,
      drainedAt: scope.drainedAt?.toISOString() ?? null,
      inFlightCount: inFlight.filter((call) => mayBeInScope(ref, call)).length,
      heldBy: [...new Set(scope.targets.map(({ hold }) => incidentRefOf(hold.incident.number)))],
      heldSince: first.addedAt.toISOString(),
      reason: first.hold.reason,
    };
  });
  return { data, nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}
