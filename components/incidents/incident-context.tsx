'use client';

import { createContext, type ReactNode, use } from 'react';

/** What every part of an incident's page has to know: which one, and what this person may do. */
export type IncidentHere = {
  incidentRef: string;
  actorId: string;
  /** Responder or more: notes, updates, roles, holds. */
  mayWrite: boolean;
  /** Commander or more: severity and phase. */
  mayCommand: boolean;
};

const IncidentContext = createContext<IncidentHere | null>(null);

export function IncidentProvider({ value, children }: { value: IncidentHere; children: ReactNode }) {
  return <IncidentContext value={value}>{children}</IncidentContext>;
}

export function useIncidentHere(): IncidentHere {
  const here = use(IncidentContext);
  if (!here) throw new Error('IncidentProvider is missing above this component');
  return here;
}
