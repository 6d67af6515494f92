import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { placesOf } from '@/lib/incidents/incident-scope';

export type OpenCalls = { heldScopes: number; unconfirmedScopes: number; inFlight: number; queued: number };

const inFlightStatuses = ['dispatched', 'running'];
const queuedStatuses = ['queued', 'pending'];

/** Calls that run or wait where this incident holds; before any hold, where its agents and workspaces are. */
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
  const count = (statuses: string[]): Promise<number> =>
    db.invocation.count({ where: { status: { in: statuses }, goneAt: null, OR: places } });
  return {
    heldScopes: scopes.length,
    unconfirmedScopes: scopes.filter(({ progress }) => progress !== 'observed' && progress !== 'gone').length,
    inFlight: places.length === 0 ? 0 : await count(inFlightStatuses),
    queued: places.length === 0 ? 0 : await count(queuedStatuses),
  };
}
