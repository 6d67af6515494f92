'use client';

import Link from 'next/link';
import { executionHref } from '@/components/executions/execution-row';
import { ExecutionStatusChip } from '@/components/executions/execution-status-chip';
import { VerdictChip } from '@/components/executions/verdict-chip';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { Answer } from '@/components/triage/answer';
import { isOver } from '@/lib/executions/execution-status';
import type { SourceFreshness } from '@/lib/mirror/freshness';
import type { Triage } from '@/lib/triage/triage';

const shown = 4;

/** Which executions are affected? Those without approval first. */
export function AffectedAnswer({
  affected,
  sources,
}: {
  affected: Triage['affected'];
  sources: SourceFreshness[];
}) {
  const { incidentRef } = useIncidentHere();
  const { executions, totalCount, unapprovedCount, byRisk, isCutShort } = affected;
  return (
    <Answer question="Which executions are affected?" from={['executions', 'approvals']} sources={sources}>
      <p className="py-1.5">
        <span className="font-semibold tabular-nums">{unapprovedCount}</span> without approval, of{' '}
        {totalCount}
        {isCutShort ? ' or more' : ''}
        <span className="text-ink-3">
          {' '}
          · {byRisk.map(({ risk, count }) => `${count} ${risk ?? 'risk unknown'}`).join(', ')}
        </span>
      </p>
      <ul>
        {executions.slice(0, shown).map((execution) => (
          <li key={execution.executionId} className="flex min-w-0 items-center gap-2 border-t py-1">
            <Link
              href={executionHref(execution.executionId)}
              className="min-w-0 flex-1 truncate hover:underline"
            >
              <span className="font-medium">{execution.target ?? execution.toolName}</span>{' '}
              <span className="text-ink-2">{execution.target ? execution.toolName : null}</span>
            </Link>
            {isOver(execution.status) ? null : <ExecutionStatusChip status={execution.status} />}
            <VerdictChip verdict={execution.approval} />
          </li>
        ))}
      </ul>
      {totalCount === 0 ? (
        <p className="text-ink-3">Nothing that ran is attached yet.</p>
      ) : (
        <Link
          href={`/incidents/${incidentRef}/executions`}
          className="inline-block py-1.5 text-accent hover:underline"
        >
          All {totalCount}
        </Link>
      )}
    </Answer>
  );
}
