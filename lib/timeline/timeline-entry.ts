export const entrySources = ['execution', 'approval', 'agent', 'containment', 'person', 'system'] as const;
export type EntrySource = (typeof entrySources)[number];

/**
 * What an entry records. Facts of XEM first, then what people did, then what Holdfast noticed. A new kind is added here;
 * the maps over kinds then fail to compile until they know it.
 */
export const entryKinds = [
  'execution_started',
  'execution_ended',
  'approval_requested',
  'approval_resolved',
  'agent_event',
  'incident_declared',
  'subject_attached',
  'severity_changed',
  'phase_changed',
  'role_changed',
  'update_posted',
  'note_added',
  'entry_corrected',
  'hold_placed',
  'hold_extended',
  'hold_released',
  'scope_accepted',
  'scope_observed',
  'scope_unverifiable',
  'scope_failed',
  'scope_retried',
  'scope_drifted',
  'scope_drained',
  'call_after_stop',
  'approval_decided',
  'call_cancelled',
  'remediation_recorded',
  'follow_up_recorded',
  'archive_requested',
  'archive_finished',
  'evidence_added',
  'postmortem_started',
  'root_cause_named',
  'postmortem_published',
  'share_issued',
  'share_revoked',
  'source_lost',
  'source_restored',
  'incident_closed',
  'incident_reopened',
] as const;
export type EntryKind = (typeof entryKinds)[number];
