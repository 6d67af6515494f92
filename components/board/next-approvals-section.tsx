'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { ApprovalActions } from '@/components/approvals/approval-actions';
import { ApprovalExpiry } from '@/components/approvals/approval-expiry';
import { approvalHref } from '@/components/approvals/approval-row';
import { DecideProvider } from '@/components/approvals/decide-provider';
import { LockChip } from '@/components/approvals/lock-chip';
import { useMissing } from '@/components/connection/use-missing';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Row, RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { ApprovalItem } from '@/lib/approvals/endpoints';
import { nextApprovals } from '@/lib/approvals/queries';

/** What somebody should decide next; the oldest worry first, and nothing that an incident has locked looks decidable. */
export function NextApprovalsSection({ mayDecide }: { mayDecide: boolean }) {
  const { data, error, refetch, isFetching } = useQuery(nextApprovals());
  const missing = useMissing('listApprovals');
  return (
    <DecideProvider mayOverride={false}>
      <Section
        title="Approvals that expire next"
        note={
          <Link href="/approvals" className="hover:underline">
            all
          </Link>
        }
      >
        {data ? (
          data.data.length === 0 ? (
            missing === null ? (
              <EmptyState mood="good" title="Nothing waits for a decision." />
            ) : (
              <EmptyState title="What waits cannot be seen from here." detail={missing} />
            )
          ) : (
            <RowList>
              {data.data.map((approval) => (
                <ApprovalItemRow key={approval.approvalId} approval={approval} mayDecide={mayDecide} />
              ))}
            </RowList>
          )
        ) : error ? (
          <ErrorState
            className="mt-3"
            title="Approvals cannot be read"
            detail={error.message}
            onRetry={() => void refetch()}
            isRetrying={isFetching}
          />
        ) : (
          <SkeletonRows rows={3} label="Loading approvals" />
        )}
      </Section>
    </DecideProvider>
  );
}

function ApprovalItemRow({ approval, mayDecide }: { approval: ApprovalItem; mayDecide: boolean }) {
  const { approvalId, toolName, workspaceName, workspaceId, lockedBy } = approval;
  return (
    <Row className="grid-cols-[4.75rem_minmax(0,1fr)_auto]">
      <ApprovalExpiry approval={approval} />
      <Link href={approvalHref(approvalId)} className="min-w-0 truncate hover:underline">
        <span className="font-medium">{toolName ?? 'unknown tool'}</span>{' '}
        <span className="text-ink-3 text-small">{workspaceName ?? workspaceId ?? 'no workspace'}</span>
      </Link>
      <span className="flex gap-2 pointer-coarse:[&>button]:h-control-touch">
        {lockedBy.length > 0 ? <LockChip lockedBy={lockedBy} /> : null}
        {lockedBy.length === 0 && mayDecide ? <ApprovalActions approval={approval} size="small" /> : null}
      </span>
    </Row>
  );
}
