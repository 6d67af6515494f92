import 'server-only';
import { isInScope } from '@/lib/containment/agent-scope';
import { isUntakenIn, untakenOf } from '@/lib/containment/untaken';
import type { Transaction } from '@/lib/db/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';

type Work = { agentId: string | null; workspaceId: string | null };
export type LockingIncident = { id: string; number: number };

/** Tells the incidents that lock a call, in the words that people know them by. */
export async function readLocks(db: Transaction): Promise<(work: Work) => string[]> {
  const lockingOf = await readLockingIncidents(db);
  return (work) => lockingOf(work).map(({ number }) => incidentRefOf(number));
}

/**
 * Tells which open incidents hold the place where a call would run. A call that names no agent might run on any that
 * serves its workspace, so one held agent there is enough.
 */
export async function readLockingIncidents(db: Transaction): Promise<(work: Work) => LockingIncident[]> {
  const targets = await db.holdTarget.findMany({
    where: { releasedAt: null, hold: { releasedAt: null, incident: { phase: { not: 'closed' } } } },
    select: {
      scope: { select: { agentId: true, workspaceId: true } },
      hold: {
        select: {
          rung: true,
          agentId: true,
          workspaceId: true,
          incident: { select: { id: true, number: true } },
        },
      },
    },
  });
  const heldAgents = [...new Set(targets.map(({ scope }) => scope.agentId))];
  const servings =
    targets.length === 0 ? [] : await db.workspaceAgent.findMany({ where: { agentId: { in: heldAgents } } });
  const places = targets.map(({ scope, hold }) => ({
    hold,
    scope: { agentId: scope.agentId, workspaceId: scope.workspaceId || null },
    untaken: untakenOf(hold, servings),
  }));
  return (work) => {
    const holding = places.filter(
      ({ scope, untaken }) => isInScope(scope, work) || isUntakenIn(untaken, work),
    );
    const byNumber = new Map(holding.map(({ hold }) => [hold.incident.number, hold.incident]));
    return [...byNumber.values()].toSorted((one, other) => one.number - other.number);
  };
}
