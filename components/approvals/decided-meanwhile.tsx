'use client';

import Link from 'next/link';
import { ApprovalStatusChip, GoneChip } from '@/components/approvals/approval-status-chip';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { TimeText } from '@/components/ui/time-text';
import type { ApprovalItem } from '@/lib/approvals/endpoints';

/** What stands in place of the question once it has been answered elsewhere, or its time ran out. */
export function DecidedMeanwhile({ approval, onClose }: { approval: ApprovalItem; onClose: () => void }) {
  const { approvalId, toolName, status, resolvedBy, resolvedAt, goneAt } = approval;
  const what = toolName ?? 'This call';
  return (
    <Dialog isOpen onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent
        title={goneAt === null ? `${what} is decided already` : `${what} is no longer waiting`}
        width="small"
      >
        <DialogBody className="grid content-start gap-2">
          <p role="status" className="flex flex-wrap items-center gap-2">
            {goneAt === null ? <ApprovalStatusChip status={status} /> : <GoneChip />}
            {goneAt === null ? (resolvedBy ? `by ${resolvedBy}` : 'XEM does not say by whom') : null}
            {resolvedAt ? <TimeText at={resolvedAt} className="text-ink-3" /> : null}
          </p>
          <p className="text-ink-2">
            {goneAt === null
              ? 'It was decided elsewhere while this was open.'
              : 'XEM no longer knows this approval, so there is nothing left to decide.'}{' '}
            Nothing was sent from here.
          </p>
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
