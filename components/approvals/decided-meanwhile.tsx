'use client';

import Link from 'next/link';
import { ApprovalStatusChip, GoneChip } from '@/components/approvals/approval-status-chip';
import { type Tried, whatBecame } from '@/components/approvals/what-became';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { TimeText } from '@/components/ui/time-text';
import type { ApprovalDetail, ApprovalItem } from '@/lib/approvals/endpoints';

type DecidedMeanwhileProps = {
  approval: ApprovalItem & Pick<ApprovalDetail, 'decisions'>;
  /** What was pressed here; null where nothing was. */
  tried: Tried | null;
  onClose: () => void;
};

/** What stands in place of the question once it has been sent or answered elsewhere, or its time ran out. */
export function DecidedMeanwhile({ approval, tried, onClose }: DecidedMeanwhileProps) {
  const { approvalId } = approval;
  return (
    <Dialog isOpen onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent title={titleOf(approval, tried)} width="small">
        <DialogBody className="grid content-start gap-2">
          <p role="status" className="flex flex-wrap items-center gap-2">
            <HowItStands approval={approval} />
          </p>
          <p className="wrap-anywhere text-ink-2">{whatBecame(approval, tried)}</p>
        </DialogBody>
        <DialogFooter>
          <Button asChild>
            <Link href={`/approvals/${encodeURIComponent(approvalId)}`} onClick={onClose}>
              Show it
            </Link>
          </Button>
          <DialogClose asChild>
            <Button variant="primary">Close</Button>
          </DialogClose>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function titleOf({ toolName, goneAt, isOpen }: ApprovalItem, tried: Tried | null): string {
  const what = toolName ?? 'This call';
  if (goneAt !== null) return `${what} is no longer waiting`;
  if (isOpen) return `${what} is not confirmed yet`;
  return tried === null ? `${what} is decided already` : `${what} is decided`;
}

function HowItStands({ approval }: { approval: ApprovalItem }) {
  const { isOpen, status, resolvedBy, resolvedAt, goneAt } = approval;
  if (goneAt !== null) return <GoneChip />;
  if (isOpen) {
    return (
      <Chip tone="draining" glyph="clock">
        not confirmed
      </Chip>
    );
  }
  return (
    <>
      <ApprovalStatusChip status={status} />
      {resolvedBy ? `by ${resolvedBy}` : 'XEM does not say by whom'}
      {resolvedAt ? <TimeText at={resolvedAt} className="text-ink-3" /> : null}
    </>
  );
}
