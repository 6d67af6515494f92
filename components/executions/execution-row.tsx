'use client';

import Link from 'next/link';
import { ExecutionStatusChip } from '@/components/executions/execution-status-chip';
import { RiskChip } from '@/components/executions/risk-chip';
import { VerdictChip } from '@/components/executions/verdict-chip';
import { formatDuration } from '@/components/ui/format-duration';
import { TimeText } from '@/components/ui/time-text';
import type { ExecutionSummary } from '@/lib/executions/execution';

export const executionHref = (executionId: string): string =>
  `/executions/${encodeURIComponent(executionId)}`;

/** One execution in a dense list: when, what on what, where, by whom, how it stands. */
export function ExecutionRow({ execution }: { execution: ExecutionSummary }) {
  const { executionId, toolName, target, workspaceName, workspaceId, agentName, agentId } = execution;
  return (
    <div className="grid min-h-9 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-b py-1.5 hover:bg-fill/40 lg:grid-cols-[6.5rem_minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)_8.5rem_10.5rem_9rem_4.5rem]">
      <TimeText
        at={execution.occurredAt}
        show="absolute"
        className="font-mono text-ink-2 text-small max-lg:order-2 max-lg:text-right"
      />
      <Link
        href={executionHref(executionId)}
        // The row around it has the focus and opens with Enter.
        tabIndex={-1}
        className="min-w-0 truncate hover:underline max-lg:order-1"
      >
        <span className="font-medium">{toolName ?? executionId}</span>
        {target ? <span className="text-ink-2"> {target}</span> : null}
      </Link>
      <span className="min-w-0 truncate text-ink-2 text-small max-lg:order-3 max-lg:col-span-2">
        {workspaceName ?? workspaceId ?? 'no workspace'}
        <span className="lg:hidden"> · {agentName ?? agentId ?? 'no agent'}</span>
      </span>
      <span className="min-w-0 truncate text-ink-2 text-small max-lg:hidden">
        {agentName ?? agentId ?? 'no agent'}
      </span>
      <span className="contents max-lg:order-4 max-lg:col-span-2 max-lg:flex max-lg:flex-wrap max-lg:gap-1.5">
        <RiskChip risk={execution.risk} />
        <VerdictChip verdict={execution.verdict} />
        <ExecutionStatusChip status={execution.status} />
      </span>
      <span className="text-right text-ink-3 text-small tabular-nums max-lg:hidden">
        {execution.durationMs === null ? '' : formatDuration(execution.durationMs)}
      </span>
    </div>
  );
}
