'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { callApi } from '@/lib/http/api-client';
import { formFault } from '@/lib/http/form-errors';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';
import { rotateSubscriptionEndpoint } from '@/lib/webhooks/endpoints';

/** Mount it to open it. */
export function RotateDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(() => newIdempotencyKey());
  const rotate = useMutation({
    mutationFn: () => callApi(rotateSubscriptionEndpoint, {}, { idempotencyKey }),
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
      title="Rotate the secret?"
      description="XEM gives a subscription one secret for good, so a second subscription with a new secret is made. Both are good, and events come twice and count once, until you end the former."
      confirmLabel="Make a second subscription"
      isBusy={rotate.isPending}
      error={formFault(rotate.error)}
      onConfirm={() => rotate.mutate()}
    />
  );
}
