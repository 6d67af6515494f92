import { useState } from 'react';
import { DrainApprovalRow } from '@/components/containment/drain-approval-row';
import { DrainCallRow } from '@/components/containment/drain-call-row';
import { Chip } from '@/components/ui/chip';
import type { DrainScope } from '@/lib/containment/drain';
import { countOf, placeText } from '@/lib/containment/hold-words';

type Props = { scope: DrainScope; incidentRef: string; isUnfolded: boolean };

/** One held place: its counts in the line that folds it, then its calls and the approvals that wait. */
export function DrainScopeItem({ scope, incidentRef, isUnfolded }: Props) {
  const [isOpen, setOpen] = useState(isUnfolded);
  const { agentName, inFlightCount, queuedCount, waitingCount, pastTimeoutCount, calls, approvals } = scope;
  const moreCount = inFlightCount + queuedCount + waitingCount - calls.length - approvals.length;
  return (
    <li className="border-b">
      <details className="group" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className="flex min-h-control-touch cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 py-1.5 hover:bg-fill/40">
          <svg
            viewBox="0 0 12 12"
            aria-hidden="true"
            className="size-2.5 shrink-0 text-ink-3 group-open:rotate-90"
          >
            <path d="m4 2 4 4-4 4" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </svg>
          <span className="min-w-0">
            <span className="wrap-anywhere font-medium">{agentName ?? 'Names no agent'}</span>{' '}
            <span className="text-ink-3">· {placeText(scope)}</span>
          </span>
          <span className="ml-auto flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-2 text-small tabular-nums">
            {pastTimeoutCount > 0 ? (
              <Chip tone="danger" glyph="clock">
                {pastTimeoutCount} past the time-out
              </Chip>
            ) : null}
            {inFlightCount} in flight, {queuedCount} queued
            {waitingCount > 0 ? `, ${countOf(waitingCount, 'approval')}` : ''}
          </span>
        </summary>
        {isOpen ? (
          <ul className="pb-2 pl-3 md:pl-5">
            {calls.map((call) => (
              <DrainCallRow
                key={call.invocationId ?? call.executionId}
                call={call}
                agentName={agentName}
                incidentRef={incidentRef}
              />
            ))}
            {approvals.map((approval) => (
              <DrainApprovalRow key={approval.approvalId} approval={approval} incidentRef={incidentRef} />
            ))}
            {moreCount > 0 ? <li className="py-1 text-ink-3 text-small">and {moreCount} more</li> : null}
          </ul>
        ) : null}
      </details>
    </li>
  );
}
