import { z } from 'zod';

export const incidentRoleKinds = ['commander', 'operations', 'scribe', 'communications'] as const;
export const incidentRoleKindSchema = z.enum(incidentRoleKinds);
export type IncidentRoleKind = z.infer<typeof incidentRoleKindSchema>;

export const incidentRoleNames: Record<IncidentRoleKind, string> = {
  commander: 'Commander',
  operations: 'Operations',
  scribe: 'Scribe',
  communications: 'Communications',
};
