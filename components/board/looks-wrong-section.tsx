'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { HourChart } from '@/components/board/hour-chart';
import { useIncidentDialogs } from '@/components/console/incident-dialogs';
import { draftFromExecution } from '@/components/incidents/draft-from-execution';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { IdText } from '@/components/ui/id-text';
import { Row, RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeText } from '@/components/ui/time-text';
import type { Suspect } from '@/lib/executions/endpoints';
import { suspicionNames } from '@/lib/executions/looks-wrong';
import { executionsThatLookWrong } from '@/lib/executions/queries';

/** Executions of the last hour that no incident explains yet; each can become one, or be stopped, from here. */
export function LooksWrongSection() {
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
              {data.suspects.map((suspect) => (
                <SuspectRow key={suspect.executionId} suspect={suspect} />
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

function SuspectRow({ suspect }: { suspect: Suspect }) {
  const { openDeclare } = useIncidentDialogs();
  const { executionId, toolName, workspaceName, workspaceId, agentName, agentId } = suspect;
  const [urgent] = suspect.suspicions;
  return (
    <Row className="grid-cols-[1fr_auto] md:grid-cols-[9rem_minmax(0,1fr)_13rem_6.5rem_auto]">
      <IdText value={executionId} label="execution" href={`/executions/${encodeURIComponent(executionId)}`} />
      <span className="min-w-0 max-md:col-span-2 max-md:row-start-2 md:truncate">
        <span className="font-medium">{toolName ?? 'unknown tool'}</span>{' '}
        <span className="text-ink-3 text-small">
          on {workspaceName ?? workspaceId ?? 'an unknown workspace'} by{' '}
          {agentName ?? agentId ?? 'an unknown agent'}
        </span>
      </span>
      {urgent ? (
        <Chip tone={urgent === 'past_timeout' ? 'draining' : 'danger'}>{suspicionNames[urgent]}</Chip>
      ) : null}
      <span className="text-ink-3 text-small max-md:text-right">
        <TimeText at={suspect.occurredAt} show="relative" />
      </span>
      <span className="flex gap-3 justify-self-end max-md:col-span-2 max-md:justify-self-start">
        <Button variant="link" onClick={() => openDeclare(draftFromExecution(suspect))}>
          Declare
        </Button>
      </span>
    </Row>
  );
}
