import 'server-only';
import { mayBeInScope, type Work } from '@/lib/containment/agent-scope';
import { mayBeUntakenIn, untakenOf } from '@/lib/containment/untaken';
import type { Transaction } from '@/lib/db/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readCallPlaces } from '@/lib/mirror/server/read-call-places';

type AskedFor = Work & { invocationId: string | null };
export type LockingIncident = { id: string; number: number };

/** Tells the incidents that lock one of these approvals, in the words that people know them by. */
export async function readLocks(
  db: Transaction,
  approvals: AskedFor[],
): Promise<(approval: AskedFor) => string[]> {
  const placeOf = await readCallPlaces(db, approvals);
  const lockingOf = await readLockingIncidents(db);
  return (approval) => lockingOf(placeOf(approval)).map(({ number }) => incidentRefOf(number));
}

/**
 * Tells which open incidents hold the place where a call would run. A call that names no agent might run on any that
 * serves its workspace, so one held agent there is enough; one whose workspace nobody knows might run in any.
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
      ({ scope, untaken }) => mayBeInScope(scope, work) || mayBeUntakenIn(untaken, work),
    );
    const byNumber = new Map(holding.map(({ hold }) => [hold.incident.number, hold.incident]));
    return [...byNumber.values()].toSorted((one, other) => one.number - other.number);
  };
}
