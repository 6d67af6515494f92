'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { ApiToken } from '@/lib/auth/api-token-schema';
import { revokeTokenEndpoint } from '@/lib/auth/endpoints';
import { callApi } from '@/lib/http/api-client';
import { formFault } from '@/lib/http/form-errors';

export function RevokeTokenDialog({ token, onClose }: { token: ApiToken | null; onClose: () => void }) {
  return token ? <Question key={token.tokenId} token={token} onClose={onClose} /> : null;
}

function Question({ token, onClose }: { token: ApiToken; onClose: () => void }) {
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => callApi(revokeTokenEndpoint, { tokenId: token.tokenId }),
    onSuccess: onClose,
    // The list of members counts tokens too.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['members'] }),
  });
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={`Revoke ${token.name}?`}
      description="What uses it is refused from its next request on. A revoked token does not come back."
      confirmLabel="Revoke token"
      tone="danger"
      isBusy={revoke.isPending}
      error={formFault(revoke.error)}
      onConfirm={() => revoke.mutate()}
    />
  );
}
