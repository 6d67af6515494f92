import type { IncidentHere } from '@/components/incidents/incident-context';

/** Somebody who reads INC-7 and may do all that a commander may. */
export function buildIncidentHere(changes: Partial<IncidentHere> = {}): IncidentHere {
  return { incidentRef: 'INC-7', actorId: 'u1', mayWrite: true, mayCommand: true, ...changes };
}
