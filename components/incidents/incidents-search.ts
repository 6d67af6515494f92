import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { incidentStates } from '@/lib/incidents/incident-state';
import type { IncidentFilter } from '@/lib/incidents/queries';

/** The filter of the list as it stands in the address. */
export const incidentsSearch = {
  state: parseAsStringLiteral(incidentStates).withDefault('all'),
  q: parseAsString.withDefault(''),
};

export const loadIncidentsSearch = createLoader(incidentsSearch);
export type IncidentsSearch = Awaited<ReturnType<typeof loadIncidentsSearch>>;

export function filterOf({ state, q }: IncidentsSearch): IncidentFilter {
  const text = q.trim().slice(0, 200);
  return { state, ...(text && { text }) };
}
