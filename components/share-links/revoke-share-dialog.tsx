'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { callApi } from '@/lib/http/api-client';
import { formFault } from '@/lib/http/form-errors';
import { revokeShareEndpoint } from '@/lib/share/endpoints';
import type { ShareLink } from '@/lib/share/share-link-schema';

type Props = { incidentRef: string; share: ShareLink | null; onClose: () => void };

export function RevokeShareDialog({ incidentRef, share, onClose }: Props) {
  if (!share) return null;
  return <Question key={share.shareId} incidentRef={incidentRef} share={share} onClose={onClose} />;
}

function Question({ incidentRef, share, onClose }: Props & { share: ShareLink }) {
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => callApi(revokeShareEndpoint, { incidentRef, shareId: share.shareId }),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['incidents', incidentRef, 'share'] }),
  });
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={`Revoke the link for ${share.label}?`}
      description="Whoever opens it next reads that it was revoked. A page that is already open stays on their screen. It cannot be undone."
      confirmLabel="Revoke link"
      tone="danger"
      isBusy={revoke.isPending}
      error={formFault(revoke.error)}
      onConfirm={() => revoke.mutate()}
    />
  );
}
