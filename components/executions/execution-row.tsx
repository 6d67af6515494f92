'use client';

import Link from 'next/link';
import { callDuration } from '@/components/executions/call-duration';
import { ExecutionStatusChip } from '@/components/executions/execution-status-chip';
import { RiskChip } from '@/components/executions/risk-chip';
import { VerdictChip } from '@/components/executions/verdict-chip';
import { TimeText } from '@/components/ui/time-text';
import type { ExecutionSummary } from '@/lib/executions/execution';
import { visibleText } from '@/lib/visible-text';

export const executionHref = (executionId: string): string =>
  `/executions/${encodeURIComponent(executionId)}`;

/** One execution in a dense list: when, what on what, where, by whom, how it stands. Its own width decides the layout. */
export function ExecutionRow({ execution }: { execution: ExecutionSummary }) {
  const { executionId, toolName, target, workspaceName, workspaceId, agentName, agentId } = execution;
  const workspace = workspaceName ?? workspaceId ?? 'no workspace';
  const agent = agentName ?? agentId ?? 'no agent';
  return (
    <div className="@container border-b hover:bg-fill/40">
      <div className="grid min-h-9 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 py-1.5 @2xl:grid-cols-[7.25rem_minmax(0,1fr)_7rem_8.5rem_6.5rem] @5xl:grid-cols-[7.25rem_minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)_7rem_8.75rem_7rem_4rem]">
        <TimeText
          at={execution.occurredAt}
          show="absolute"
          className="font-mono text-ink-2 text-small @max-2xl:order-2 @max-2xl:text-right"
        />
        <Link href={executionHref(executionId)} className="min-w-0 truncate hover:underline @max-2xl:order-1">
          <span className="font-medium">{visibleText(toolName ?? executionId)}</span>
          {target ? <span className="text-ink-2"> {visibleText(target)}</span> : null}
          <span className="text-ink-3 text-small @max-2xl:hidden @5xl:hidden"> {workspace}</span>
        </Link>
        <span className="min-w-0 truncate text-ink-2 text-small @max-2xl:order-3 @max-2xl:col-span-2 @max-5xl:@2xl:hidden">
          {workspace}
          <span className="@2xl:hidden"> · {agent}</span>
        </span>
        <span className="min-w-0 truncate text-ink-2 text-small @max-5xl:hidden">{agent}</span>
        <span className="@max-2xl:order-4 @max-2xl:col-span-2 @max-2xl:flex @max-2xl:flex-wrap @max-2xl:gap-x-3 @max-2xl:gap-y-1 @2xl:contents">
          <RiskChip risk={execution.risk} isQuiet />
          <VerdictChip verdict={execution.verdict} isQuiet />
          <ExecutionStatusChip status={execution.status} isQuiet />
        </span>
        <span className="text-right text-ink-3 text-small tabular-nums @max-5xl:hidden">
          {execution.durationMs === null ? '' : callDuration(execution.durationMs)}
        </span>
      </div>
    </div>
  );
}
