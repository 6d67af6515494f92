import type { EntryKind } from '@/lib/timeline/timeline-entry';

/**
 * What the shared page calls each kind of entry. The words of an entry itself may hold arguments and output, so they
 * are shown only where a person wrote them to be read.
 */
export const storyWords: Record<EntryKind, string> = {
  execution_started: 'A tool call started',
  execution_ended: 'A tool call ended',
  approval_requested: 'An approval was asked for',
  approval_resolved: 'An approval was resolved',
  agent_event: 'An agent reported an event',
  incident_declared: 'Incident declared',
  subject_attached: 'Scope of the incident extended',
  severity_changed: 'Severity changed',
  phase_changed: 'Phase changed',
  role_changed: 'Responsibility changed',
  update_posted: 'Update',
  note_added: 'Note',
  entry_corrected: 'Correction',
  hold_placed: 'Agents held',
  hold_extended: 'Hold extended',
  hold_released: 'Hold released',
  scope_accepted: 'Pause accepted',
  scope_observed: 'Pause confirmed',
  scope_unverifiable: 'Pause accepted, cannot be verified',
  scope_failed: 'Pause not confirmed',
  scope_retried: 'Pause tried again',
  scope_drifted: 'Pause changed from outside',
  scope_drained: 'Last call in flight ended',
  call_after_stop: 'A call landed after the stop',
  approval_decided: 'An approval was decided',
  call_cancelled: 'Cancelling a call was asked for',
  remediation_recorded: 'Remediation step',
  follow_up_recorded: 'Follow-up',
  archive_requested: 'Execution archive requested',
  archive_finished: 'Execution archive finished',
  evidence_added: 'Evidence added',
  postmortem_started: 'Postmortem started',
  root_cause_named: 'Root cause named',
  postmortem_published: 'Postmortem published',
  share_issued: 'Share link issued',
  share_revoked: 'Share link revoked',
  source_lost: 'A source of facts was lost',
  source_restored: 'A source of facts is back',
  incident_closed: 'Incident closed',
  incident_reopened: 'Incident reopened',
};

/** Kinds whose text a person wrote for others. A caption, which is written for the story, is shown with every kind. */
export const writtenForReaders: ReadonlySet<EntryKind> = new Set<EntryKind>([
  'incident_declared',
  'severity_changed',
  'phase_changed',
  'update_posted',
  'note_added',
  'hold_placed',
  'hold_released',
  'remediation_recorded',
  'incident_closed',
  'incident_reopened',
]);
