import Link from 'next/link';
import type { ReactNode } from 'react';
import { WholeId } from '@/components/postmortem/whole-id';
import { Chip } from '@/components/ui/chip';
import { cn } from '@/components/ui/cn';
import { formatDuration } from '@/components/ui/format-duration';

import { KeyValue, KeyValueList } from '@/components/ui/key-value-list';
import { Section } from '@/components/ui/section';
import { TimeText } from '@/components/ui/time-text';
import type { PostmortemFacts } from '@/lib/postmortem/facts';
import { approvalVerdictNames, isUnapproved } from '@/lib/triage/approval-verdict';

/** Read from the log each time, so that the document never says what is no longer so. */
export function FactsPanel({ incidentRef, facts }: { incidentRef: string; facts: PostmortemFacts }) {
  return (
    <>
      <Section title="Course" note="from the log, live">
        <Milestones facts={facts} />
      </Section>
      <Section title="Story" note={facts.story.length || undefined}>
        <Story incidentRef={incidentRef} facts={facts} />
      </Section>
      <Section title="Affected executions" note={facts.affectedExecutions.length}>
        <AffectedExecutions incidentRef={incidentRef} facts={facts} />
      </Section>
      <Section title="Actions" note={facts.actions.length}>
        <Actions facts={facts} />
      </Section>
      <Section title="Archive">
        <Archives incidentRef={incidentRef} facts={facts} />
      </Section>
    </>
  );
}

const bases = {
  drained: 'calls drained',
  observed: 'pauses observed',
  accepted: 'accepted by XEM, not verified',
} as const;

function Milestones({ facts }: { facts: PostmortemFacts }) {
  return (
    <KeyValueList className="pt-2">
      <KeyValue label="Began">
        <Moment at={facts.startedAt} />
      </KeyValue>
      <KeyValue label="Detected">
        <Moment at={facts.detectedAt} afterMs={facts.timeToDetectMs} />
      </KeyValue>
      <KeyValue label="Declared">
        <Moment at={facts.declaredAt} />, {facts.declaredByName}
        {facts.declaredFrom.map(({ kind, subjectId }) => (
          <span key={`${kind} ${subjectId}`} className="block text-ink-3 text-small">
            from {kind} <WholeId value={subjectId} label={kind} />
          </span>
        ))}
      </KeyValue>
      <KeyValue label="Contained">
        <Moment at={facts.containedAt} afterMs={facts.timeToContainMs} />
        {facts.containmentBasis ? (
          <span className="block text-ink-3 text-small">{bases[facts.containmentBasis]}</span>
        ) : null}
      </KeyValue>
      <KeyValue label="Resolved">
        <Moment at={facts.resolvedAt} afterMs={facts.timeToResolveMs} />
      </KeyValue>
    </KeyValueList>
  );
}

function Story({ incidentRef, facts: { story } }: { incidentRef: string; facts: PostmortemFacts }) {
  if (story.length === 0) {
    return (
      <Nothing>
        Nothing is pinned yet.{' '}
        <Link href={`/incidents/${incidentRef}`} className="text-accent hover:underline">
          Pin entries of the log
        </Link>
      </Nothing>
    );
  }
  return (
    <ol>
      {story.map(({ entryId, happenedAt, text }) => (
        <li key={entryId} className="wrap-anywhere border-b py-1.5">
          <span className="block text-ink-3 text-small">
            <TimeText at={happenedAt} show="absolute" />
          </span>
          {text}
        </li>
      ))}
    </ol>
  );
}

function Moment({ at, afterMs }: { at: string | null; afterMs?: number | null }) {
  if (at === null) return <span className="text-ink-3">not yet</span>;
  return (
    <>
      <TimeText at={at} show="absolute" />
      {afterMs === undefined || afterMs === null ? null : (
        <span className="block text-ink-3 text-small">{formatDuration(afterMs)} after it began</span>
      )}
    </>
  );
}

const shownRows = 8;

function AffectedExecutions({ incidentRef, facts }: { incidentRef: string; facts: PostmortemFacts }) {
  const { affectedExecutions: all } = facts;
  if (all.length === 0) return <Nothing>None attached.</Nothing>;
  return (
    <ul>
      {all.map((it, index) => (
        <li
          key={it.executionId}
          // On paper there is no link to the rest.
          className={cn('grid min-w-0 gap-0.5 border-b py-1.5', index >= shownRows && 'hidden print:grid')}
        >
          <span className="wrap-anywhere">
            <span className="font-medium">{it.toolName ?? 'unknown tool'}</span>
            {it.target ? <span className="text-ink-2"> {it.target}</span> : null}
          </span>
          <span className="flex flex-wrap items-center justify-between gap-x-2">
            <WholeId
              value={it.executionId}
              label="execution"
              href={`/executions/${encodeURIComponent(it.executionId)}`}
            />
            <Chip tone={isUnapproved(it.approval) ? 'danger' : 'neutral'}>
              {approvalVerdictNames[it.approval]}
            </Chip>
          </span>
        </li>
      ))}
      {all.length > shownRows ? (
        <li className="py-1.5 text-ink-3 print:hidden">
          <Link href={`/incidents/${incidentRef}/executions`} className="text-accent hover:underline">
            and {all.length - shownRows} more
          </Link>
        </li>
      ) : null}
    </ul>
  );
}

function Actions({ facts: { actions } }: { facts: PostmortemFacts }) {
  if (actions.length === 0) return <Nothing>None recorded.</Nothing>;
  return (
    <ol>
      {actions.map((action) => (
        <li key={`${action.happenedAt} ${action.what}`} className="wrap-anywhere border-b py-1.5">
          <span className="block">{action.what}</span>
          {action.why ? <span className="block text-ink-2 text-small">{action.why}</span> : null}
          {action.outcome ? <span className="block text-ink-2 text-small">{action.outcome}</span> : null}
          <span className="block text-ink-3 text-small">
            <TimeText at={action.happenedAt} show="absolute" />, {action.actorName}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Archives({ incidentRef, facts: { archives } }: { incidentRef: string; facts: PostmortemFacts }) {
  if (archives.length === 0) {
    return (
      <Nothing>
        None is ready.{' '}
        <Link href={`/incidents/${incidentRef}/evidence`} className="text-accent hover:underline">
          Make one under Evidence
        </Link>
      </Nothing>
    );
  }
  return (
    <ul>
      {archives.map(({ archiveId, since, until, sha256 }) => (
        <li key={archiveId} className="border-b py-1.5">
          <span className="block">
            <TimeText at={since} show="absolute" precision="minute" /> to{' '}
            <TimeText at={until} show="absolute" precision="minute" />
          </span>
          <span className="text-ink-3 text-small">
            SHA-256 <WholeId value={sha256 ?? ''} label="SHA-256" />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Nothing({ children }: { children: ReactNode }) {
  return <p className="py-2 text-ink-3">{children}</p>;
}
