import { hasFailed } from '@/lib/executions/execution-status';
import type { EntryFacts } from '@/lib/timeline/entry-facts';
import type { EntryKind } from '@/lib/timeline/timeline-entry';
import { isGated, isUnapproved } from '@/lib/triage/approval-verdict';

/** What an entry means to somebody who scans the page; the interface gives each a colour and a glyph. */
export const entryTones = ['neutral', 'person', 'danger', 'held', 'draining', 'ok', 'stale'] as const;
export type EntryTone = (typeof entryTones)[number];

type Rule = EntryTone | ((facts: EntryFacts) => EntryTone);

const call = ({ approval, risk, status }: EntryFacts): EntryTone => {
  if (approval !== null && isUnapproved(approval)) return 'danger';
  if (status !== null && hasFailed(status)) return isGated(risk) ? 'danger' : 'draining';
  return 'neutral';
};

const outcome = ({ status }: EntryFacts): EntryTone => {
  if (status === 'approved') return 'ok';
  return status === 'rejected' ? 'held' : 'draining';
};

const rules: Record<EntryKind, Rule> = {
  execution_started: call,
  execution_ended: call,
  approval_requested: 'draining',
  approval_resolved: outcome,
  agent_event: 'neutral',
  incident_declared: 'person',
  subject_attached: 'person',
  severity_changed: 'person',
  phase_changed: 'person',
  role_changed: 'person',
  update_posted: 'person',
  note_added: 'person',
  entry_corrected: 'person',
  hold_placed: 'held',
  hold_extended: 'held',
  hold_released: 'ok',
  cause_fixed: 'ok',
  cause_fix_withdrawn: 'draining',
  release_asked: 'person',
  release_confirmed: 'person',
  release_declined: 'held',
  release_forced: 'danger',
  release_stage_passed: 'ok',
  release_extended: 'stale',
  release_recurred: 'danger',
  release_steered: 'person',
  release_finished: 'ok',
  scope_accepted: 'held',
  scope_observed: 'held',
  scope_unverifiable: 'stale',
  scope_failed: 'danger',
  scope_retried: 'held',
  scope_drifted: 'danger',
  scope_gone: 'neutral',
  scope_drained: 'ok',
  call_after_stop: 'danger',
  stop_contained: 'ok',
  hold_withdrawn: 'draining',
  pause_found: 'draining',
  pause_decided: 'person',
  lock_overridden: 'danger',
  approval_decided: 'person',
  call_cancelled: 'held',
  remediation_recorded: 'ok',
  follow_up_recorded: 'person',
  archive_requested: 'person',
  archive_finished: 'ok',
  evidence_added: 'person',
  postmortem_started: 'person',
  root_cause_named: 'person',
  postmortem_published: 'ok',
  share_issued: 'person',
  share_revoked: 'person',
  source_lost: 'stale',
  source_restored: 'ok',
  incident_closed: 'ok',
  incident_reopened: 'draining',
};

export function entryTone(kind: EntryKind, facts: EntryFacts): EntryTone {
  const rule = rules[kind];
  return typeof rule === 'function' ? rule(facts) : rule;
}
