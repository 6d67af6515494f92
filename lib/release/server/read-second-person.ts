import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { Hold } from '@/lib/db/generated/client';
import { readEnv } from '@/lib/env';
import { executionsInScope, incidentScope } from '@/lib/incidents/incident-scope';
import { harmlessRisks } from '@/lib/release/may-destroy';
import type { SecondPersonPolicy } from '@/lib/release/release';
import { readHoldOrigins } from '@/lib/release/server/read-hold-origins';

const neverRan = ['pending_approval', 'queued', 'rejected', 'expired', 'cancelled'];

/**
 * Whether policy wants a second person for a release of this hold, and the damage it looks at: that of the incident and
 * of those that handed the hold over, and whatever else the held agents have destroyed since the first of them began.
 * So neither a hand-over nor what somebody says the incident is about decides that one person is enough.
 */
export async function readSecondPerson(
  db: Transaction,
  hold: Hold,
  policy: SecondPersonPolicy = readEnv().HOLDFAST_RELEASE_SECOND_PERSON,
): Promise<{ needsSecond: boolean; destructiveCount: number }> {
  const origins = await readHoldOrigins(db, hold);
  const subjects = await db.incidentSubject.findMany({
    where: { incidentId: { in: origins.map(({ id }) => id) } },
  });
  const inIncidents = origins.map(({ id, startedAt }) =>
    executionsInScope(
      incidentScope(
        startedAt,
        subjects.filter(({ incidentId }) => incidentId === id),
      ),
    ),
  );
  const since = new Date(Math.min(...origins.map(({ startedAt }) => startedAt.getTime())));
  const targets = await db.holdTarget.findMany({
    where: { holdId: hold.id },
    select: { scope: { select: { agentId: true } } },
  });
  const inHold = {
    agentId: { in: targets.map(({ scope }) => scope.agentId) },
    ...(hold.workspaceId !== null && { workspaceId: hold.workspaceId }),
    occurredAt: { gte: since },
  };
  const destructiveCount = await db.execution.count({
    where: {
      AND: [
        { OR: [...inIncidents, inHold] },
        // A router may say nothing about risk, or use a word of its own: see `mayDestroy`.
        { OR: [{ risk: null }, { risk: { notIn: [...harmlessRisks] } }] },
        { status: { notIn: neverRan } },
      ],
    },
  });
  const needsSecond = policy === 'always' || (policy === 'destructive' && destructiveCount > 0);
  return { needsSecond, destructiveCount };
}
