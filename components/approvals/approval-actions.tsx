'use client';

import { useDecide } from '@/components/approvals/decide-provider';
import { Button, type ButtonProps } from '@/components/ui/button';
import type { ApprovalItem } from '@/lib/approvals/endpoints';

type ApprovalActionsProps = { approval: ApprovalItem } & Pick<ButtonProps, 'size'>;

/** Approve and reject, each with its dialog, which the `DecideProvider` above keeps. */
export function ApprovalActions({ approval, size }: ApprovalActionsProps) {
  const { decide, mayOverride } = useDecide();
  const what = approval.toolName ?? approval.approvalId;
  const isRefused = approval.lockedBy.length > 0 && !mayOverride;
  const needsMore = approval.lockedBy.length > 0 || approval.risk === 'irreversible';
  return (
    <>
      <Button
        size={size}
        aria-label={`Approve ${what}`}
        disabled={isRefused}
        title={
          isRefused
            ? `Locked by ${approval.lockedBy.join(', ')}: approving it takes the role Commander.`
            : undefined
        }
        onClick={() => decide({ approval, decision: 'approved' })}
      >
        {needsMore ? 'Approve…' : 'Approve'}
      </Button>
      <Button
        size={size}
        aria-label={`Reject ${what}`}
        onClick={() => decide({ approval, decision: 'rejected' })}
      >
        Reject
      </Button>
    </>
  );
}
