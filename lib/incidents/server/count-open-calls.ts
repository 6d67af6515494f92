import 'server-only';
import { countInStage, endedStatuses } from '@/lib/containment/open-call';
import type { Transaction } from '@/lib/db/client';
import { placesOf } from '@/lib/incidents/incident-scope';

export type OpenCalls = { heldScopes: number; unconfirmedScopes: number; inFlight: number; queued: number };

/** Calls that run or are queued where this incident holds; before any hold, where its agents and workspaces are. */
export async function countOpenCalls(
  db: Transaction,
  incidentId: string,
  named: { agentIds: string[]; workspaceIds: string[] },
): Promise<OpenCalls> {
  const scopes = await db.agentScope.findMany({
    where: { targets: { some: { releasedAt: null, hold: { incidentId, releasedAt: null } } } },
    select: { agentId: true, workspaceId: true, progress: true },
  });
  const held = scopes.map(({ agentId, workspaceId }) => ({ agentId, ...(workspaceId && { workspaceId }) }));
  const places = held.length > 0 ? held : placesOf(named);
  const open =
    places.length === 0
      ? []
      : await db.invocation.groupBy({
          by: ['status'],
          where: { status: { notIn: endedStatuses }, goneAt: null, OR: places },
          _count: true,
        });
  return {
    heldScopes: scopes.length,
    unconfirmedScopes: scopes.filter(({ progress }) => progress !== 'observed' && progress !== 'gone').length,
    inFlight: countInStage(open, 'in_flight'),
    queued: countInStage(open, 'queued'),
  };
}
