import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { Incident } from '@/lib/db/generated/client';
import { readEnv } from '@/lib/env';
import { executionsInScope, incidentScope } from '@/lib/incidents/incident-scope';
import type { SecondPersonPolicy } from '@/lib/release/release';
import { gatedRisks } from '@/lib/triage/approval-verdict';

const neverRan = ['pending_approval', 'queued', 'rejected', 'expired', 'cancelled'];

/** Whether policy wants a second person for a release of this incident, and the damage it looks at. */
export async function readSecondPerson(
  db: Transaction,
  incident: Incident,
  policy: SecondPersonPolicy = readEnv().HOLDFAST_RELEASE_SECOND_PERSON,
): Promise<{ needsSecond: boolean; destructiveCount: number }> {
  const subjects = await db.incidentSubject.findMany({ where: { incidentId: incident.id } });
  const destructiveCount = await db.execution.count({
    where: {
      AND: [
        executionsInScope(incidentScope(incident.startedAt, subjects)),
        { risk: { in: [...gatedRisks] }, status: { notIn: neverRan } },
      ],
    },
  });
  const needsSecond = policy === 'always' || (policy === 'destructive' && destructiveCount > 0);
  return { needsSecond, destructiveCount };
}
