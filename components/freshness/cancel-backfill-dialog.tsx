'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { callApi } from '@/lib/http/api-client';
import { formFault } from '@/lib/http/form-errors';
import type { Backfill } from '@/lib/mirror/backfill-schema';
import { cancelBackfillEndpoint } from '@/lib/mirror/endpoints';
import { backfillList } from '@/lib/mirror/queries';

type CancelBackfillDialogProps = { backfill: Backfill; onClose: () => void };

export function CancelBackfillDialog({ backfill, onClose }: CancelBackfillDialogProps) {
  const queryClient = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => callApi(cancelBackfillEndpoint, { backfillId: backfill.backfillId }),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries(backfillList()),
  });
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title="Cancel the back-fill?"
      description="What it has read is kept. Another one begins from the newest execution again."
      confirmLabel="Cancel back-fill"
      tone="danger"
      isBusy={cancel.isPending}
      error={formFault(cancel.error)}
      onConfirm={() => cancel.mutate()}
    />
  );
}
