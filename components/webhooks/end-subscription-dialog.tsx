'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { callApi } from '@/lib/http/api-client';
import { formFault } from '@/lib/http/form-errors';
import { endSubscriptionEndpoint } from '@/lib/webhooks/endpoints';

type EndSubscriptionDialogProps = {
  webhookId: string;
  /** Another one sends here as well, so nothing is lost. */
  isReplaced: boolean;
  onClose: () => void;
};

/** Mount it to open it. */
export function EndSubscriptionDialog({ webhookId, isReplaced, onClose }: EndSubscriptionDialogProps) {
  const queryClient = useQueryClient();
  const end = useMutation({
    mutationFn: () => callApi(endSubscriptionEndpoint, { webhookId }),
    onSuccess: onClose,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['webhooks'] }),
        queryClient.invalidateQueries({ queryKey: ['webhook_check'] }),
      ]),
  });
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title="End this subscription?"
      description={
        <>
          XEM deletes it, and what is signed with its secret is refused from then on.{' '}
          {isReplaced
            ? 'Another one sends here, so events go on arriving.'
            : 'News then come with the next poll, a few seconds later. Nothing is lost.'}
        </>
      }
      confirmLabel="End subscription"
      tone="danger"
      isBusy={end.isPending}
      error={formFault(end.error)}
      onConfirm={() => end.mutate()}
    />
  );
}
