export const incidentRoleKinds = ['commander', 'operations', 'scribe', 'communications'] as const;
export type IncidentRoleKind = (typeof incidentRoleKinds)[number];

export const incidentRoleNames: Record<IncidentRoleKind, string> = {
  commander: 'Commander',
  operations: 'Operations',
  scribe: 'Scribe',
  communications: 'Communications',
};
