import { countOf } from '@/lib/containment/hold-words';
import { type CancelOutcome, cancelOutcomeNames } from '@/lib/executions/cancellation';
import { incidentRoleNames } from '@/lib/incidents/incident-role';
import { type Phase, phaseNames } from '@/lib/incidents/phase';
import { type Severity, severityNames } from '@/lib/incidents/severity';
import { type EntryFacts, readFacts } from '@/lib/timeline/entry-facts';
import type { EntryKind } from '@/lib/timeline/timeline-entry';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

/** A piece of a headline: plain words, the words that matter, or an id of XEM. */
export type Part = string | { strong: string } | { id: string };

export type Description = { headline: Part[]; detail: string | null };

type Describable = Pick<TimelineItem, 'kind' | 'text' | 'data' | 'correction'>;
type Describe = (facts: EntryFacts, text: string | null) => Description;

const place = ({ workspaceName, workspaceId, agentId }: EntryFacts): Part[] => [
  ...(workspaceName || workspaceId ? [` on ${workspaceName ?? workspaceId}`] : []),
  ...(agentId ? [' by ', { id: agentId }] : []),
];

const scope = ({ agentId, workspaceId }: EntryFacts): Part[] => [
  ...(agentId ? [{ id: agentId }] : ['an agent']),
  ...(workspaceId ? [' in ', { id: workspaceId }] : []),
];

const details = (...parts: (string | null | undefined | false)[]): string | null =>
  parts.filter(Boolean).join(', ') || null;

const call: Describe = (facts) => ({
  headline: [{ strong: facts.toolName ?? 'a tool' }, ...place(facts)],
  detail: details(
    facts.target,
    facts.status !== null && facts.status !== 'completed' && facts.status,
    facts.exitCode !== null && `exit ${facts.exitCode}`,
    facts.durationMs !== null && seconds(facts.durationMs),
  ),
});

const said =
  (title: string): Describe =>
  (_facts, text) => ({ headline: [{ strong: title }], detail: text });

/** The text of the entry says it all. */
const asWritten: Describe = (_facts, text) => ({ headline: [text ?? ''], detail: null });

const phaseName = (phase: string | null): string => phaseNames[phase as Phase] ?? phase ?? '?';
const severityName = (severity: string | null): string =>
  severity === 'pending' ? severity : (severityNames[severity as Severity] ?? severity ?? '?');

const moved =
  (title: string): Describe =>
  ({ from, to, reason }) => ({
    headline: [{ strong: title }, ` ${phaseName(from)} → ${phaseName(to)}`],
    detail: reason,
  });

const cancelOutcome = (outcome: string): string =>
  cancelOutcomeNames[outcome as CancelOutcome] ?? words(outcome);

const describers: Record<EntryKind, Describe> = {
  execution_started: call,
  execution_ended: call,
  approval_requested: (facts) => ({
    headline: [
      { strong: 'Approval requested' },
      ' for ',
      { strong: facts.toolName ?? 'a tool' },
      ...place(facts),
    ],
    detail: facts.target,
  }),
  approval_resolved: (facts) => ({
    headline: [
      { strong: `Approval ${words(facts.status)}` },
      ' for ',
      facts.toolName ?? 'a tool',
      ...place(facts),
    ],
    detail: details(facts.target, facts.resolvedBy && `by ${facts.resolvedBy}`),
  }),
  agent_event: (facts) => ({
    headline: [{ strong: words(facts.type) }, ...(facts.agentId ? [' on ', { id: facts.agentId }] : [])],
    detail: facts.detail,
  }),
  incident_declared: ({ origins, originCount }, text) => ({
    headline: [
      { strong: 'Declared' },
      ...origins.flatMap(({ kind, subjectId }) => [` from ${kind} `, { id: subjectId }]),
      ...(originCount > origins.length ? [` and ${originCount - origins.length} more`] : []),
    ],
    detail: text,
  }),
  subject_attached: ({ kind, subjectId }) => ({
    headline: [{ strong: 'Attached' }, ` ${kind ?? ''} `, ...(subjectId ? [{ id: subjectId }] : [])],
    detail: null,
  }),
  severity_changed: ({ from, to, reason }) => ({
    headline: [{ strong: 'Severity' }, ` ${severityName(from)} → ${severityName(to)}`],
    detail: reason,
  }),
  phase_changed: moved('Phase'),
  role_changed: ({ role, toName, detail }, text) => ({
    headline: [
      { strong: incidentRoleNames[role as keyof typeof incidentRoleNames] ?? role ?? 'Role' },
      toName ? ` is now ${toName}` : ` ${text ?? ''}`,
    ],
    detail,
  }),
  update_posted: said('Update'),
  note_added: asWritten,
  entry_corrected: asWritten,
  hold_placed: ({ targetCount }, text) => ({
    headline: [{ strong: 'Hold placed' }, targetCount === null ? '' : ` on ${countOf(targetCount, 'agent')}`],
    detail: text,
  }),
  hold_extended: (facts) => ({
    headline: [{ strong: 'Hold extended' }, ' to ', ...scope(facts)],
    detail: null,
  }),
  hold_released: ({ isWhole }, text) => ({
    headline: [{ strong: isWhole === false ? 'Part of a hold released' : 'Hold released' }],
    detail: text,
  }),
  cause_fixed: said('Cause marked as fixed'),
  cause_fix_withdrawn: said('Cause no longer marked as fixed'),
  release_asked: said('Release asked for'),
  release_confirmed: said('Second person agreed to the release'),
  release_declined: said('Release declined'),
  release_forced: said('Released without a second person'),
  release_stage_passed: said('Stage passed'),
  release_extended: said('Watch extended'),
  release_recurred: (facts, text) => ({
    headline: [
      { strong: 'It happened again' },
      ...(facts.executionId ? [': ', { id: facts.executionId }, ' '] : []),
      ...(facts.toolName ? [facts.toolName] : []),
      ...place(facts),
    ],
    detail: text,
  }),
  release_steered: asWritten,
  release_finished: said('Release finished'),
  scope_accepted: (facts) => ({
    headline: [
      { strong: 'XEM accepted' },
      facts.desired === 'running' ? ' to resume ' : ' to pause ',
      ...scope(facts),
    ],
    detail: null,
  }),
  scope_observed: (facts) => ({
    headline: [
      { strong: facts.desired === 'running' ? 'Seen running' : 'Seen paused' },
      ' ',
      ...scope(facts),
    ],
    detail: null,
  }),
  scope_unverifiable: (facts) => ({
    headline: [{ strong: 'Accepted, cannot be verified' }, ' ', ...scope(facts)],
    detail: null,
  }),
  scope_failed: (facts) => ({
    headline: [
      { strong: facts.desired === 'running' ? 'Resume failed' : 'Pause failed' },
      ' for ',
      ...scope(facts),
    ],
    detail: facts.errorMessage,
  }),
  scope_retried: (facts, text) => ({
    headline: [{ strong: 'Tried again' }, ' ', ...scope(facts)],
    detail: text,
  }),
  scope_drifted: (facts, text) => ({
    headline: [{ strong: 'Changed outside of Holdfast' }, ' ', ...scope(facts)],
    detail: text,
  }),
  scope_gone: (facts) => ({
    headline: [{ strong: 'No longer in XEM:' }, ' ', ...scope(facts)],
    detail: null,
  }),
  scope_drained: (facts) => ({
    headline: [{ strong: 'Drained' }, ' ', ...scope(facts)],
    detail: null,
  }),
  call_after_stop: (facts, text) => ({
    headline: [
      { strong: facts.how === 'started' ? 'Started after the stop:' : 'Landed after the stop:' },
      ' ',
      ...(facts.executionId ? [{ id: facts.executionId }, ' '] : []),
      facts.toolName ?? 'a call',
      ...place(facts),
    ],
    detail: details(facts.target, text),
  }),
  stop_contained: ({ durationMs }, text) => ({
    headline: [{ strong: 'Contained' }, durationMs === null ? '' : ` ${seconds(durationMs)} after the stop`],
    detail: text,
  }),
  hold_withdrawn: ({ targetCount }, text) => ({
    headline: [
      { strong: 'Rest of a stop cancelled' },
      targetCount === null ? '' : `: ${countOf(targetCount, 'agent')} not yet asked`,
    ],
    detail: text,
  }),
  pause_found: (facts) => ({
    headline: [
      {
        strong:
          facts.kind === 'left_over' ? 'Paused again after its release' : 'Found paused outside of Holdfast',
      },
      ' ',
      ...scope(facts),
    ],
    detail: null,
  }),
  pause_decided: (facts, text) => ({
    headline: [{ strong: `Pause from outside ${pauseDecision(facts.decision)}` }, ' ', ...scope(facts)],
    detail: text,
  }),
  lock_overridden: ({ toolName }, text) => ({
    headline: [{ strong: 'Lock overridden' }, ' for the approval of ', { strong: toolName ?? 'a call' }],
    detail: text,
  }),
  approval_decided: ({ decision, toolName }, text) => ({
    headline: [{ strong: `Approval: ${words(decision)}` }, toolName ? ` ${toolName}` : ''],
    detail: text,
  }),
  call_cancelled: ({ outcome, toolName, executionId }, text) => ({
    headline: [
      { strong: `Cancel: ${outcome === null ? 'asked' : cancelOutcome(outcome)}` },
      ` ${toolName ?? 'a call'}`,
      ...(executionId ? [' ', { id: executionId }] : []),
    ],
    detail: text,
  }),
  remediation_recorded: said('Remediation'),
  follow_up_recorded: asWritten,
  archive_requested: asWritten,
  archive_finished: asWritten,
  evidence_added: said('Evidence'),
  postmortem_started: asWritten,
  root_cause_named: said('Root cause'),
  postmortem_published: asWritten,
  share_issued: said('Share link issued'),
  share_revoked: said('Share link revoked'),
  source_lost: ({ lostSource }) => ({
    headline: [{ strong: `Cannot read ${words(lostSource)}` }],
    detail: 'what happens there is unknown until it can be read again',
  }),
  source_restored: ({ lostSource }) => ({
    headline: [{ strong: `Reading ${words(lostSource)} again` }],
    detail: null,
  }),
  incident_closed: moved('Closed'),
  incident_reopened: moved('Reopened'),
};

/** What an entry says, for every kind; a fact that was corrected says what the correction says. */
export function describeEntry(entry: Describable, facts: EntryFacts = readFacts(entry)): Description {
  const description = describers[entry.kind](facts, entry.text);
  return entry.correction && entry.text !== null && !saysItsText(description, entry.text)
    ? { headline: [entry.text], detail: null }
    : description;
}

/** The same in one line without any markup, for documents and for the ear. */
export function plainSentence(entry: Describable): string {
  const { headline, detail } = describeEntry(entry);
  const words = headline.map((part) =>
    typeof part === 'string' ? part : 'strong' in part ? part.strong : part.id,
  );
  return [words.join('').trim(), detail].filter(Boolean).join(': ');
}

function saysItsText({ headline, detail }: Description, text: string): boolean {
  return detail === text || headline.includes(text);
}

const pauseDecisions = new Map([
  ['adopted', 'adopted'],
  ['restore', 'lifted by us'],
  ['wanted', 'left as wanted'],
]);
const pauseDecision = (decision: string | null): string =>
  pauseDecisions.get(decision ?? '') ?? words(decision);

function words(name: string | null): string {
  return name?.replaceAll('_', ' ') ?? 'unknown';
}

function seconds(durationMs: number): string {
  return durationMs < 1_000 ? `${durationMs}\u00a0ms` : `${(durationMs / 1_000).toFixed(1)}\u00a0s`;
}
