import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';

type Work = { agentId: string | null; workspaceId: string | null };

/**
 * Tells which open incidents hold the place where a call would run. A call that names no agent might run on any that
 * serves its workspace, so one held agent there is enough.
 */
export async function readLocks(db: Transaction): Promise<(work: Work) => string[]> {
  const targets = await db.holdTarget.findMany({
    where: { releasedAt: null, hold: { releasedAt: null, incident: { phase: { not: 'closed' } } } },
    select: {
      scope: { select: { agentId: true, workspaceId: true } },
      hold: { select: { incident: { select: { number: true } } } },
    },
  });
  const heldAgents = targets.map(({ scope }) => scope.agentId);
  const servings =
    targets.length === 0 ? [] : await db.workspaceAgent.findMany({ where: { agentId: { in: heldAgents } } });
  return (work) => {
    const holding = targets.filter(({ scope }) => {
      if (scope.workspaceId !== '' && scope.workspaceId !== work.workspaceId) return false;
      if (work.agentId !== null) return scope.agentId === work.agentId;
      return servings.some(
        (serving) => serving.agentId === scope.agentId && serving.workspaceId === work.workspaceId,
      );
    });
    const numbers = new Set(holding.map(({ hold }) => hold.incident.number));
    return [...numbers].toSorted((a, b) => a - b).map(incidentRefOf);
  };
}
