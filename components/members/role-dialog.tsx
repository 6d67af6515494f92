'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useFreshSignIn } from '@/components/account/use-fresh-sign-in';
import { RoleSelect } from '@/components/members/role-select';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { callApi } from '@/lib/http/api-client';
import { formFault } from '@/lib/http/form-errors';
import { changeRoleEndpoint } from '@/lib/members/endpoints';
import { changeRoleInput, type Member } from '@/lib/members/member-schema';

type RoleDialogProps = { member: Member | null; onClose: () => void };

export function RoleDialog({ member, onClose }: RoleDialogProps) {
  return member ? <RoleQuestion key={member.memberId} member={member} onClose={onClose} /> : null;
}

function RoleQuestion({ member, onClose }: { member: Member; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { withProof, proofDialog } = useFreshSignIn();
  const change = useMutation({
    mutationFn: async (form: FormData) =>
      withProof(() =>
        callApi(changeRoleEndpoint, {
          memberId: member.memberId,
          ...changeRoleInput.parse({ role: form.get('role') }),
        }),
      ),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['members'] }),
  });
  return (
    <>
      <ConfirmDialog
        isOpen
        onOpenChange={onClose}
        title={`Role of ${member.name}`}
        description="It holds from their next request on."
        confirmLabel="Change role"
        isBusy={change.isPending}
        error={formFault(change.error)}
        onConfirm={(form) => change.mutate(form)}
      >
        <RoleSelect defaultRole={member.role} />
      </ConfirmDialog>
      {proofDialog}
    </>
  );
}
