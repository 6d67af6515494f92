import type { IncidentDetail } from '@/lib/incidents/incident';
import { buildIncidentSummary } from '@/lib/testing/incident-summary';

/** An incident as its own page gets it: nothing is held, attached or said yet. */
export function buildIncidentDetail(changes: Partial<IncidentDetail> = {}): IncidentDetail {
  const summary = buildIncidentSummary(changes);
  return {
    ...summary,
    roles: [],
    subjects: [],
    counts: {
      activeHolds: 0,
      heldScopes: 0,
      inFlight: 0,
      queued: 0,
      executions: 0,
      evidence: 0,
      entries: 1,
    },
    lastUpdate: null,
    whatHappened: null,
    timeToDetectMs: 0,
    phaseHistory: [{ phase: summary.phase, enteredAt: summary.phaseEnteredAt }],
    gaps: [],
    ...changes,
  };
}
