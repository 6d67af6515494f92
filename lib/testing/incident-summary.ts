import type { IncidentSummary } from '@/lib/incidents/incident';

/** An incident as lists show it: declared a moment ago, with nobody in command yet. */
export function buildIncidentSummary(changes: Partial<IncidentSummary> = {}): IncidentSummary {
  const at = '2026-11-22T14:04:05.000Z';
  return {
    incidentId: '0199a9a0-0000-7000-8000-000000000000',
    incidentRef: 'INC-7',
    title: 'Deletes without approval',
    severity: 'sev1',
    phase: 'contain',
    hypothesis: null,
    startedAt: at,
    detectedAt: at,
    declaredAt: at,
    phaseEnteredAt: at,
    lastUpdateAt: null,
    updateDueAt: null,
    closedAt: null,
    declaredByName: 'M. Krüger',
    commander: null,
    activeHoldCount: 0,
    ...changes,
  };
}
