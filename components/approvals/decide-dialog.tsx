'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { needsTypedName } from '@/lib/approvals/approval';
import type { Decision } from '@/lib/approvals/decision';
import { type ApprovalItem, approveEndpoint, rejectEndpoint } from '@/lib/approvals/endpoints';
import { callApi } from '@/lib/http/api-client';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';

type DecideDialogProps = {
  approval: ApprovalItem;
  decision: Decision;
  onClose: () => void;
};

type Answers = { reason: string; confirm: string; override: boolean };

/** Asks for the reason, for the tool's name where the call can't be undone, and for a clear word where the agent is held. */
export function DecideDialog({ approval, decision, onClose }: DecideDialogProps) {
  const { approvalId, toolName, risk, lockedBy, workspaceName, workspaceId, target } = approval;
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(() => newIdempotencyKey());
  const [fieldError, setFieldError] = useState<string>();
  const isApproving = decision === 'approved';
  const isLocked = isApproving && lockedBy.length > 0;
  const typedName = isApproving && needsTypedName(risk) && toolName !== null ? toolName : undefined;

  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ reason, confirm, override }: Answers) =>
      isApproving
        ? callApi(
            approveEndpoint,
            { approvalId, reason, override, ...(typedName !== undefined && { confirm }) },
            { idempotencyKey },
          )
        : callApi(rejectEndpoint, { approvalId, reason }, { idempotencyKey }),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['approvals'] }),
  });

  function confirm(form: FormData) {
    const reason = String(form.get('reason') ?? '').trim();
    if (reason.length < 3) {
      setFieldError('Say why, in a few words.');
      return;
    }
    setFieldError(undefined);
    mutate({ reason, confirm: String(form.get('typedName') ?? '').trim(), override: form.has('override') });
  }

  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={`${isApproving ? 'Approve' : 'Reject'} ${toolName ?? 'this call'}`}
      description={
        <>
          {target ? <b className="font-medium text-ink">{target}</b> : 'A call'} in{' '}
          {workspaceName ?? workspaceId ?? 'an unknown workspace'}.{' '}
          {isApproving
            ? risk === 'irreversible'
              ? 'It runs at once and cannot be undone.'
              : 'It runs as soon as an agent takes it.'
            : 'It will not run.'}
        </>
      }
      confirmLabel={isApproving ? 'Approve' : 'Reject'}
      tone={isApproving && risk === 'irreversible' ? 'danger' : 'primary'}
      isBusy={isPending}
      error={error?.message}
      onConfirm={confirm}
      {...(typedName !== undefined && { typedName })}
    >
      <Field
        label="Reason"
        name="reason"
        hint="Kept by Holdfast; XEM stores none."
        error={fieldError}
        isRequired
      >
        <Textarea rows={2} maxLength={2_000} />
      </Field>
      {isLocked ? (
        <Checkbox
          name="override"
          label={`Approve although ${lockedBy.join(', ')} ${lockedBy.length === 1 ? 'holds' : 'hold'} its agent`}
          hint="The call is queued and runs once the hold is released. This is logged."
        />
      ) : null}
    </ConfirmDialog>
  );
}
