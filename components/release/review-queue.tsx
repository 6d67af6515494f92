'use client';

import { useState } from 'react';
import { CancelCallButton } from '@/components/executions/cancel-call-button';
import { RiskChip } from '@/components/executions/risk-chip';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { CancelDangerous } from '@/components/release/cancel-dangerous';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { IdText } from '@/components/ui/id-text';
import { RowList } from '@/components/ui/row-list';
import { ScrollRegion } from '@/components/ui/scroll-region';
import { TimeText } from '@/components/ui/time-text';
import { countOf } from '@/lib/containment/hold-words';
import { staleNames } from '@/lib/release/queued-call';
import type { QueuedCall, ReleaseReview } from '@/lib/release/release-schema';

/** What starts by itself once the agents are free: by tool, then call by call with the oldest first. */
export function ReviewQueue({ review }: { review: ReleaseReview }) {
  const { queuedCount, dangerousCount, staleCount, queuedByTool, queued, incidentRef, asOf } = review;
  const [isOpen, setOpen] = useState(queuedCount <= 8);
  const isEmpty = queuedCount === 0;
  return (
    <section className="grid gap-1.5">
      <h3 className="font-medium">
        {isEmpty ? (
          'Nothing is known to be queued.'
        ) : (
          <>
            {countOf(queuedCount, 'queued call')} will start once{' '}
            {queuedCount === 1 ? 'its agent is' : 'their agents are'} free:
          </>
        )}
      </h3>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 empty:hidden">
        {queuedByTool.map(({ toolName, risk, count }) => (
          <span key={`${toolName} ${risk}`} className="inline-flex min-w-0 items-center gap-1.5 text-small">
            <b className="tabular-nums">{count}</b>
            <span className="wrap-anywhere">{toolName ?? 'unknown tool'}</span>
            <RiskChip risk={risk} />
          </span>
        ))}
      </div>
      <p className="text-ink-2 text-small">
        {isEmpty
          ? null
          : `${dangerousCount} dangerous${staleCount > 0 ? `, ${staleCount} perhaps no longer wanted` : ''}. `}
        <AsOf asOf={asOf} />
      </p>
      {queued.some(({ agentId }) => agentId === null) ? (
        <p className="text-ink-2 text-small">
          What no agent has yet goes to the first free one of its workspace, also to one that nobody held.
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {isEmpty ? null : (
          <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Fold the calls' : 'Show each call'}
          </Button>
        )}
        {/* Also with nothing left: it says how many it cancelled. */}
        <CancelDangerous review={review} />
      </div>
      {isOpen && !isEmpty ? (
        <ScrollRegion label="Queued calls, oldest first" className="max-h-72 overflow-y-auto border-t">
          <RowList>
            {queued.map((call) => (
              <QueuedRow key={call.invocationId ?? call.executionId} call={call} incidentRef={incidentRef} />
            ))}
            {queuedCount > queued.length ? (
              <li className="py-row text-ink-3">and {queuedCount - queued.length} more, which are newer</li>
            ) : null}
          </RowList>
        </ScrollRegion>
      ) : null}
    </section>
  );
}

function AsOf({ asOf }: { asOf: string | null }) {
  return (
    <span className="text-ink-3 text-small">
      {asOf === null ? 'Calls have not been read yet.' : 'As of '}
      {asOf === null ? null : <TimeText at={asOf} />}
    </span>
  );
}

function QueuedRow({ call, incidentRef }: { call: QueuedCall; incidentRef: string }) {
  const { mayWrite } = useIncidentHere();
  const { invocationId, toolName, risk, agentName, workspaceName, queuedAt, approval, staleBecause } = call;
  return (
    <li className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 gap-y-1 border-b py-2">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <span className="wrap-anywhere font-medium">{toolName ?? 'unknown tool'}</span>
        <RiskChip risk={risk} />
        {staleBecause ? <Chip tone="stale">{staleNames[staleBecause]}</Chip> : null}
        {invocationId ? <IdText value={invocationId} label="invocation" className="text-ink-3" /> : null}
      </div>
      {invocationId && mayWrite ? (
        <CancelCallButton
          size="small"
          invocationId={invocationId}
          toolName={toolName}
          agentName={agentName}
          incidentRef={incidentRef}
        />
      ) : null}
      <p className="wrap-anywhere col-span-2 text-ink-2 text-small">
        {agentName ?? 'no agent yet'}
        {workspaceName ? ` on ${workspaceName}` : ''}
        {queuedAt ? (
          <>
            , queued <TimeText at={queuedAt} show="relative" />
          </>
        ) : null}
        {approval
          ? `, ${approval.status}${approval.resolvedBy ? ` by ${approval.resolvedBy}` : ''}`
          : ', no approval'}
        {hasArguments(call.arguments) ? (
          <span className="mt-0.5 line-clamp-2 block font-mono text-ink-3">
            {JSON.stringify(call.arguments)}
          </span>
        ) : null}
      </p>
    </li>
  );
}

function hasArguments(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
