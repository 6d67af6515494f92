'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { callApi } from '@/lib/http/api-client';
import { formFault } from '@/lib/http/form-errors';
import { disableMemberEndpoint, enableMemberEndpoint } from '@/lib/members/endpoints';
import type { Member } from '@/lib/members/member-schema';

type ShutOutDialogProps = { member: Member | null; onClose: () => void };

/** Asks before somebody is locked out, or let in again. */
export function ShutOutDialog({ member, onClose }: ShutOutDialogProps) {
  return member ? <Question key={member.memberId} member={member} onClose={onClose} /> : null;
}

function Question({ member, onClose }: { member: Member; onClose: () => void }) {
  const queryClient = useQueryClient();
  const isDisabled = member.disabledAt !== null;
  const { memberId } = member;
  const change = useMutation({
    mutationFn: () => callApi(isDisabled ? enableMemberEndpoint : disableMemberEndpoint, { memberId }),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['members'] }),
  });
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={`${isDisabled ? 'Enable' : 'Disable'} ${member.name}?`}
      description={
        isDisabled ? 'They can sign in again with their password or a new link.' : <Loss member={member} />
      }
      confirmLabel={isDisabled ? 'Enable' : 'Disable'}
      tone={isDisabled ? 'primary' : 'danger'}
      isBusy={change.isPending}
      error={formFault(change.error)}
      onConfirm={() => change.mutate()}
    />
  );
}

function Loss({ member: { liveTokenCount } }: { member: Member }) {
  return (
    <>
      <p>They are signed out everywhere at once, and unused links stop working. What they did stays.</p>
      {liveTokenCount > 0 ? (
        <p className="mt-2 text-danger">
          {liveTokenCount === 1 ? '1 API token they made goes' : `${liveTokenCount} API tokens they made go`}{' '}
          on working. Revoke what you don’t trust under API tokens.
        </p>
      ) : null}
    </>
  );
}
