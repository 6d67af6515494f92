'use client';

import Link from 'next/link';
import { ApprovalActions } from '@/components/approvals/approval-actions';
import { ApprovalExpiry } from '@/components/approvals/approval-expiry';
import { ApprovalStatusChip, GoneChip } from '@/components/approvals/approval-status-chip';
import { LockChip } from '@/components/approvals/lock-chip';
import { RiskChip } from '@/components/executions/risk-chip';
import { TimeText } from '@/components/ui/time-text';
import type { ApprovalItem } from '@/lib/approvals/endpoints';
import { visibleText } from '@/lib/visible-text';

export const approvalHref = (approvalId: string): string => `/approvals/${encodeURIComponent(approvalId)}`;

/** One approval in the queue: how long it still waits, what it would let through, and the decision. */
export function ApprovalRow({ approval, mayDecide }: { approval: ApprovalItem; mayDecide: boolean }) {
  const { approvalId, toolName, target, workspaceName, workspaceId, agentName, agentId, isOpen } = approval;
  return (
    <div className="grid min-h-11 grid-cols-[4.75rem_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 border-b py-1.5 hover:bg-fill/40 lg:grid-cols-[4.75rem_minmax(0,1fr)_auto_10rem]">
      {isOpen ? (
        <ApprovalExpiry approval={approval} />
      ) : (
        <span className="text-ink-3 text-small">
          {approval.createdAt ? <TimeText at={approval.createdAt} show="relative" /> : 'time unknown'}
        </span>
      )}
      <Link href={approvalHref(approvalId)} className="wrap-anywhere min-w-0 hover:underline lg:truncate">
        <span className="font-medium">{visibleText(toolName ?? 'unknown tool')}</span>{' '}
        {target ? <bdi>{target}</bdi> : null}{' '}
        <span className="text-ink-3 text-small">
          {workspaceName ?? workspaceId ?? 'no workspace'} · {agentName ?? agentId ?? 'any agent'}
        </span>
      </Link>
      <span className="flex flex-wrap items-center gap-1.5 max-lg:col-start-2 lg:justify-end">
        <LockChip lockedBy={approval.lockedBy} />
        <RowStatus approval={approval} />
        <RiskChip risk={approval.risk} />
      </span>
      <span className="flex min-w-0 gap-2 max-lg:col-start-2 lg:justify-self-end pointer-coarse:[&>button]:h-control-touch">
        {isOpen && mayDecide ? <ApprovalActions approval={approval} size="small" /> : null}
        {isOpen ? null : <span className="truncate text-ink-2 text-small">{approval.resolvedBy ?? ''}</span>}
      </span>
    </div>
  );
}

/** Waiting is what the countdown says. */
function RowStatus({ approval: { status, goneAt } }: { approval: ApprovalItem }) {
  if (goneAt !== null) return <GoneChip />;
  return status === 'pending' ? null : <ApprovalStatusChip status={status} />;
}
