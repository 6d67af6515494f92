/** What people hear of on whatever page they are. A new kind is added here. */
export const notificationKinds = [
  'breach',
  'recurrence',
  'release_waiting',
  'release_forced',
  'release_paused',
  'drift',
  'paused_outside',
  'left_over',
  'lock_overridden',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** Red asks for somebody now, amber before the shift ends. */
export const notificationSeverities = ['red', 'amber'] as const;
export type NotificationSeverity = (typeof notificationSeverities)[number];

/** What a notification is about, so that its line leads there. */
export const notificationSubjects = ['execution', 'agent', 'approval', 'hold'] as const;
export type NotificationSubject = (typeof notificationSubjects)[number];

type Addressed = { incidentRef: string | null; subjectKind: string | null; subjectId: string | null };

/** Where to read on: the incident where there is one, else the thing itself. */
export function notificationHref({ incidentRef, subjectKind, subjectId }: Addressed): string {
  if (incidentRef !== null) return `/incidents/${incidentRef}/containment`;
  if (subjectId === null) return '/';
  const id = encodeURIComponent(subjectId);
  if (subjectKind === 'execution') return `/executions/${id}`;
  if (subjectKind === 'approval') return `/approvals/${id}`;
  return subjectKind === 'agent' ? `/agents/${id}` : '/';
}
