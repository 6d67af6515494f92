'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { HourChart } from '@/components/board/hour-chart';
import { useIncidentDialogs } from '@/components/console/incident-dialogs';
import type { DeclareDraft } from '@/components/incidents/declare-dialog';
import { draftFromExecution } from '@/components/incidents/draft-from-execution';
import { stopFromExecution } from '@/components/incidents/stop-from-execution';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { formatDuration } from '@/components/ui/format-duration';
import { IdText } from '@/components/ui/id-text';
import { Row, RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeText } from '@/components/ui/time-text';
import { groupSuspects, type SuspectGroup } from '@/lib/executions/group-suspects';
import { suspicionNames } from '@/lib/executions/looks-wrong';
import { executionsThatLookWrong } from '@/lib/executions/queries';
import { declareSubjectLimit } from '@/lib/incidents/subject';

/** Executions of the last hour that no incident explains yet; each can become one, or be stopped, from here. */
export function LooksWrongSection({ mayAct }: { mayAct: boolean }) {
  const { data, error, refetch, isFetching } = useQuery(executionsThatLookWrong());
  return (
    <Section title="Looks wrong" note="executions of the last hour that no incident explains">
      {data ? (
        <>
          <HourChart buckets={data.buckets} bucketMs={data.bucketMs} />
          {data.suspects.length === 0 ? (
            <EmptyState mood="good" title="Nothing looks wrong." />
          ) : (
            <RowList>
              {groupSuspects(data.suspects).map((group) => (
                <SuspectRow key={group.oldest.executionId} group={group} mayAct={mayAct} />
              ))}
            </RowList>
          )}
          {data.isCutShort ? (
            <p className="py-2 text-small">
              <Link href="/executions" className="text-accent hover:underline">
                More look wrong than fit here; see all executions
              </Link>
            </p>
          ) : null}
        </>
      ) : error ? (
        <ErrorState
          className="mt-3"
          title="What looks wrong cannot be read"
          detail={error.message}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      ) : (
        <SkeletonRows rows={3} label="Loading what looks wrong" />
      )}
    </Section>
  );
}

function SuspectRow({ group, mayAct }: { group: SuspectGroup; mayAct: boolean }) {
  const { openDeclare, openStop } = useIncidentDialogs();
  const { oldest, newest, suspects } = group;
  const { executionId, toolName, workspaceName, workspaceId, agentName, agentId } = oldest;
  const [urgent] = oldest.suspicions;
  return (
    <Row className="grid-cols-[1fr_auto] lg:grid-cols-[9rem_minmax(0,1fr)_13rem_6.5rem_auto]">
      <IdText value={executionId} label="execution" href={`/executions/${encodeURIComponent(executionId)}`} />
      <span className="min-w-0 max-lg:col-span-2 max-lg:row-start-2 lg:truncate">
        {suspects.length > 1 ? <span className="font-medium">{suspects.length} × </span> : null}
        <span className="font-medium">{toolName ?? 'unknown tool'}</span>{' '}
        <span className="text-ink-3 text-small">
          {suspects.length > 1 ? `in ${formatDuration(spanMs(group))} ` : ''}on{' '}
          {workspaceName ?? workspaceId ?? 'an unknown workspace'} by{' '}
          {agentName ?? agentId ?? 'an unknown agent'}
        </span>
      </span>
      {urgent ? (
        <Chip tone={urgent === 'past_timeout' ? 'draining' : 'danger'}>{suspicionNames[urgent]}</Chip>
      ) : null}
      <span className="text-ink-3 text-small max-lg:col-start-2 max-lg:row-start-3 max-lg:text-right">
        <TimeText at={newest.occurredAt} show="relative" />
      </span>
      {mayAct ? (
        <span className="flex gap-3 justify-self-end max-lg:row-start-3 max-lg:justify-self-start">
          <Button variant="link" onClick={() => openStop(stopFromExecution(oldest))}>
            Stop…
          </Button>
          <Button variant="link" onClick={() => openDeclare(draftFromSuspects(group))}>
            Declare
          </Button>
        </span>
      ) : null}
    </Row>
  );
}

function spanMs({ oldest, newest }: SuspectGroup): number {
  return Date.parse(newest.occurredAt) - Date.parse(oldest.occurredAt);
}

/** The whole burst is attached, as far as one declaration takes. */
function draftFromSuspects({ oldest, suspects }: SuspectGroup): DeclareDraft {
  return {
    ...draftFromExecution(oldest),
    subjects: suspects
      .toReversed()
      .slice(0, declareSubjectLimit)
      .map(({ executionId }) => ({ kind: 'execution', subjectId: executionId })),
  };
}
