import { executionHref } from '@/components/executions/execution-row';
import { VerdictChip } from '@/components/executions/verdict-chip';
import { Card } from '@/components/ui/card';
import { formatDuration } from '@/components/ui/format-duration';
import { IdText } from '@/components/ui/id-text';
import { TimeText } from '@/components/ui/time-text';
import type { IncidentDetail } from '@/lib/incidents/incident';

type Props = Pick<IncidentDetail, 'whatHappened' | 'timeToDetectMs'> & {
  /** A source of its figures missed an interval. */
  isStale: boolean;
};

/** The first call that should not have run, what followed it, and how long it went unseen. */
export function WhatHappenedCard({ whatHappened: first, timeToDetectMs, isStale }: Props) {
  if (!first) {
    return (
      <Card title="What happened" isStale={isStale}>
        <p className="text-ink-3">Nothing that ran is attached yet. Attach an execution or an agent.</p>
      </Card>
    );
  }
  const place = first.workspaceName ?? first.workspaceId;
  return (
    <Card title="What happened" isStale={isStale} status={<VerdictChip verdict={first.approval} />}>
      <p className="text-pretty">
        <IdText value={first.executionId} label="execution" href={executionHref(first.executionId)} /> ran{' '}
        <span className="font-medium">{first.toolName ?? 'a tool'}</span>
        {first.target ? (
          <>
            {' on '}
            <span className="font-medium">{first.target}</span>
          </>
        ) : null}
        {place ? ` in ${place}` : ''} at <TimeText at={first.happenedAt} show="absolute" />
        {first.furtherCount > 0
          ? `, then ${first.furtherCount} more in ${formatDuration(first.furtherWithinMs)}`
          : ''}
        {first.totalCount > first.furtherCount + 1 ? `, ${first.totalCount} so far` : ''}. First seen by a
        person after <span className="font-medium tabular-nums">{formatDuration(timeToDetectMs)}</span>.
      </p>
    </Card>
  );
}
