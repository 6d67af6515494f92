import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { Incident } from '@/lib/db/generated/client';
import type { IncidentDetail } from '@/lib/incidents/incident';
import { executionsInScope, incidentScope } from '@/lib/incidents/incident-scope';
import { nextPhase } from '@/lib/incidents/phase';
import { phaseGaps } from '@/lib/incidents/phase-gaps';
import { phaseSchema } from '@/lib/incidents/phase-schema';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { readLastUpdate } from '@/lib/incidents/server/read-last-update';
import { readPhaseFacts } from '@/lib/incidents/server/read-phase-facts';
import { readSubjects } from '@/lib/incidents/server/read-subjects';
import { readWhatHappened } from '@/lib/incidents/server/read-what-happened';
import { readSummary, toRoleHolder } from '@/lib/incidents/server/to-summary';

export async function readIncident(
  context: Pick<Context, 'db'>,
  { incidentRef }: { incidentRef: string },
): Promise<IncidentDetail> {
  const { db } = context;
  const incident = await findIncident(db, incidentRef);
  const of = { incidentId: incident.id };
  const subjects = await readSubjects(db, incident.id);
  const scope = incidentScope(incident.startedAt, subjects);
  const [summary, roles, { facts, calls }, executions, evidence, lastUpdate, whatHappened, phaseHistory] =
    await Promise.all([
      readSummary(db, incident.id),
      db.incidentRole.findMany({ where: of, orderBy: { role: 'asc' } }),
      readPhaseFacts(db, incident),
      db.execution.count({ where: executionsInScope(scope) }),
      db.evidenceItem.count({ where: of }),
      readLastUpdate(db, incident.id),
      readWhatHappened(db, scope),
      readPhaseHistory(db, incident),
    ]);
  const next = nextPhase(incident.phase);
  return {
    ...summary,
    roles: roles.map(toRoleHolder),
    subjects,
    counts: {
      activeHolds: summary.activeHoldCount,
      heldScopes: calls.heldScopes,
      inFlight: calls.inFlight,
      queued: calls.queued,
      executions,
      evidence,
      entries: incident.headSequence,
    },
    lastUpdate,
    whatHappened,
    timeToDetectMs: incident.detectedAt.getTime() - incident.startedAt.getTime(),
    phaseHistory,
    gaps: next === null ? [] : phaseGaps(incident.phase, next, facts),
  };
}

/** Read from the log, so that it is as trustworthy as the log. */
async function readPhaseHistory(
  db: Transaction,
  incident: Incident,
): Promise<IncidentDetail['phaseHistory']> {
  const changes = await db.timelineEntry.findMany({
    where: {
      incidentId: incident.id,
      kind: { in: ['phase_changed', 'incident_closed', 'incident_reopened'] },
    },
    orderBy: { sequence: 'asc' },
    select: { data: true, happenedAt: true },
  });
  const moves = changes.flatMap(({ data, happenedAt }) => {
    const to = phaseSchema.safeParse(Object(data).to);
    return to.success ? [{ phase: to.data, enteredAt: happenedAt.toISOString() }] : [];
  });
  return [{ phase: 'triage', enteredAt: incident.declaredAt.toISOString() }, ...moves];
}
