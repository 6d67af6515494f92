'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button, type ButtonProps } from '@/components/ui/button';
import type { Decision } from '@/lib/approvals/decision';
import type { ApprovalItem } from '@/lib/approvals/endpoints';

const DecideDialog = dynamic(
  () => import('@/components/approvals/decide-dialog').then((module) => module.DecideDialog),
  { ssr: false },
);

type ApprovalActionsProps = { approval: ApprovalItem } & Pick<ButtonProps, 'size'>;

/** Approve and reject, each with its dialog. */
export function ApprovalActions({ approval, size }: ApprovalActionsProps) {
  const [decision, setDecision] = useState<Decision | null>(null);
  const what = approval.toolName ?? approval.approvalId;
  const needsMore = approval.lockedBy.length > 0 || approval.risk === 'irreversible';
  return (
    <>
      <Button size={size} aria-label={`Approve ${what}`} onClick={() => setDecision('approved')}>
        {needsMore ? 'Approve…' : 'Approve'}
      </Button>
      <Button size={size} aria-label={`Reject ${what}`} onClick={() => setDecision('rejected')}>
        Reject
      </Button>
      {decision ? (
        <DecideDialog approval={approval} decision={decision} onClose={() => setDecision(null)} />
      ) : null}
    </>
  );
}
