import { agentHref, executionsOf } from '@/components/incidents/subject-href';
import { formatDuration } from '@/components/ui/format-duration';
import { IdText } from '@/components/ui/id-text';
import { KeyValue, KeyValueList } from '@/components/ui/key-value-list';
import { Section } from '@/components/ui/section';
import { TimeText } from '@/components/ui/time-text';
import type { IncidentDetail } from '@/lib/incidents/incident';
import { incidentRoleNames } from '@/lib/incidents/incident-role';
import { subjectKindNames } from '@/lib/incidents/subject';
import type { Subject } from '@/lib/incidents/subject-schema';

/** What is known for certain, beside whatever tab is open. */
export function IncidentFacts({ incident }: { incident: IncidentDetail }) {
  const { roles, subjects, startedAt, closedAt, detectedAt, declaredAt, declaredByName } = incident;
  return (
    <>
      <Section title="Facts">
        <KeyValueList className="pt-2">
          <KeyValue label="Window">
            <TimeText at={startedAt} show="absolute" /> →{' '}
            {closedAt ? <TimeText at={closedAt} show="absolute" /> : 'open'}
          </KeyValue>
          <KeyValue label="Detected">
            <TimeText at={detectedAt} show="absolute" />, after {formatDuration(incident.timeToDetectMs)}
          </KeyValue>
          <KeyValue label="Declared">
            <TimeText at={declaredAt} show="absolute" /> by {declaredByName}
          </KeyValue>
          <KeyValue label="Log">{incident.counts.entries} entries, chained</KeyValue>
          {roles.map(({ role, userName }) => (
            <KeyValue key={role} label={incidentRoleNames[role]}>
              {userName}
            </KeyValue>
          ))}
        </KeyValueList>
      </Section>
      <Section title="About" note={subjects.length}>
        {subjects.length === 0 ? <p className="py-2 text-ink-3">Nothing is attached.</p> : null}
        <ul>
          {subjects.map((subject) => (
            <li
              key={`${subject.kind} ${subject.subjectId}`}
              className="flex items-baseline gap-2 border-b py-1.5"
            >
              <span className="w-18 shrink-0 text-ink-3 text-small">{subjectKindNames[subject.kind]}</span>
              <SubjectName {...subject} />
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function SubjectName({ kind, subjectId, name }: Subject) {
  const hrefs: Record<Subject['kind'], string | null> = {
    execution: `/executions/${encodeURIComponent(subjectId)}`,
    approval: '/approvals',
    agent: agentHref(subjectId),
    workspace: executionsOf('workspace', subjectId),
    chat: executionsOf('chat', subjectId),
  };
  const href = hrefs[kind];
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <IdText value={subjectId} label={subjectKindNames[kind]} {...(href && { href })} />
      {name && name !== subjectId ? <span className="truncate text-ink-2">{name}</span> : null}
    </span>
  );
}
