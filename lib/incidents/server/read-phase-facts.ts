import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { Incident } from '@/lib/db/generated/client';
import { incidentScope } from '@/lib/incidents/incident-scope';
import type { PhaseFacts } from '@/lib/incidents/phase-gaps';
import { countOpenCalls, type OpenCalls } from '@/lib/incidents/server/count-open-calls';

/** Everything the gap rules look at, as it stands now. */
export async function readPhaseFacts(
  db: Transaction,
  incident: Incident,
): Promise<{ facts: PhaseFacts; calls: OpenCalls }> {
  const of = { incidentId: incident.id };
  const subjects = await db.incidentSubject.findMany({ where: of });
  const calls = await countOpenCalls(db, incident.id, incidentScope(incident.startedAt, subjects));
  const holdCount = await db.hold.count({ where: of });
  const activeHoldCount = await db.hold.count({ where: { ...of, releasedAt: null } });
  const steps = await db.remediationStep.groupBy({ by: ['status'], where: of, _count: true });
  const postmortem = await db.postmortem.findUnique({ where: of, select: { status: true } });
  const facts: PhaseFacts = {
    severity: incident.severity,
    hasCommander: (await db.incidentRole.count({ where: { ...of, role: 'commander' } })) > 0,
    hypothesis: incident.hypothesis,
    subjectCount: subjects.filter(({ kind }) => kind !== 'workspace').length,
    holdCount,
    activeHoldCount,
    unconfirmedScopeCount: calls.unconfirmedScopes,
    inFlightCount: calls.inFlight,
    remediationStepCount: steps.reduce((sum, { _count }) => sum + _count, 0),
    plannedStepCount: steps.find(({ status }) => status === 'planned')?._count ?? 0,
    openReleaseCount: await db.release.count({ where: { ...of, endedAt: null } }),
    isPostmortemPublished: postmortem?.status === 'published',
    readyArchiveCount: await db.archive.count({ where: { ...of, state: 'ready' } }),
  };
  return { facts, calls };
}
