'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFreshSignIn } from '@/components/account/use-fresh-sign-in';
import { ApprovalExpiry, ExpiredNote } from '@/components/approvals/approval-expiry';
import { DecidedMeanwhile } from '@/components/approvals/decided-meanwhile';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { needsTypedName } from '@/lib/approvals/approval';
import type { Decision } from '@/lib/approvals/decision';
import { type ApprovalItem, approveEndpoint, rejectEndpoint } from '@/lib/approvals/endpoints';
import { approvalDetail } from '@/lib/approvals/queries';
import { callApi } from '@/lib/http/api-client';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';
import { visibleText } from '@/lib/visible-text';

type DecideDialogProps = {
  approval: ApprovalItem;
  decision: Decision;
  onClose: () => void;
};

type Answers = { reason: string; confirm: string; overrideReason: string };
type FieldErrors = { reason?: string; overrideReason?: string };

/** How often it is looked at while the dialog is open, in ms, beside what the live stream says. */
const lookEveryMs = 5_000;
const sayWhy = 'Say why, in a few words.';

/** Asks for the reason, for the tool's name where the call can't be undone, and for a clear word where the agent is held. */
export function DecideDialog({ approval: asked, decision, onClose }: DecideDialogProps) {
  // Somebody else may decide, or a hold may lock it, while the reason is being typed.
  const { data: seen } = useQuery({
    ...approvalDetail(asked.approvalId),
    staleTime: 0,
    refetchInterval: lookEveryMs,
  });
  const approval = seen ?? asked;
  const decisions = seen?.decisions ?? [];
  const { approvalId, toolName, risk, lockedBy, workspaceName, workspaceId, target } = approval;
  const queryClient = useQueryClient();
  const { withProof, proofDialog } = useFreshSignIn();
  const [idempotencyKey] = useState(() => newIdempotencyKey());
  /** What Holdfast had decided before the first press; what comes later may be ours. */
  const [earlierIds, setEarlierIds] = useState<string[] | null>(null);
  const [fieldErrors, setFieldErrors] = useState<FieldErrors>({});
  const isApproving = decision === 'approved';
  const isLocked = isApproving && lockedBy.length > 0;
  const typedName = isApproving && needsTypedName(risk) && toolName !== null ? toolName : undefined;

  const {
    mutate,
    isPending,
    isIdle,
    data: answer,
    error,
  } = useMutation({
    mutationFn: ({ reason, confirm, overrideReason }: Answers) => {
      if (!isApproving) return callApi(rejectEndpoint, { approvalId, reason }, { idempotencyKey });
      const answers = {
        approvalId,
        reason,
        ...(isLocked && { overrideReason }),
        ...(typedName !== undefined && { confirm }),
      };
      return withProof(() => callApi(approveEndpoint, answers, { idempotencyKey }));
    },
    onSuccess: (decided) => {
      queryClient.setQueryData(approvalDetail(approvalId).queryKey, decided);
      // What XEM took but does not show yet stays before the eyes until it does.
      if (!decided.isOpen) onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['approvals'] }),
  });

  function confirm(form: FormData) {
    const reason = String(form.get('reason') ?? '').trim();
    const overrideReason = String(form.get('overrideReason') ?? '').trim();
    const errors: FieldErrors = {
      ...(reason.length < 3 && { reason: sayWhy }),
      ...(isLocked && overrideReason.length < 3 && { overrideReason: sayWhy }),
    };
    setFieldErrors(errors);
    if (Object.keys(errors).length > 0) return;
    setEarlierIds(earlierIds ?? decisions.map(({ decisionId }) => decisionId));
    mutate({ reason, confirm: String(form.get('typedName') ?? '').trim(), overrideReason });
  }

  const isClosing = answer?.isOpen === false;
  if (!isPending && !isClosing && (answer || !approval.isOpen)) {
    const tried = isIdle ? null : { decision, error, earlierIds: earlierIds ?? [] };
    return <DecidedMeanwhile approval={{ ...approval, decisions }} tried={tried} onClose={onClose} />;
  }
  return (
    <>
      <ConfirmDialog
        isOpen
        onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
        title={`${isApproving ? 'Approve' : 'Reject'} ${visibleText(toolName ?? 'this call')}`}
        description={
          <>
            {target ? <bdi className="font-medium text-ink">{target}</bdi> : 'A call'} in{' '}
            {workspaceName ?? workspaceId ?? 'an unknown workspace'}.{' '}
            {isApproving
              ? risk === 'irreversible'
                ? 'It runs at once and cannot be undone.'
                : 'It runs as soon as an agent takes it.'
              : 'It will not run.'}{' '}
            {approval.expiresAt === null ? null : (
              <>
                Time left: <ApprovalExpiry approval={approval} />.
              </>
            )}
          </>
        }
        confirmLabel={isLocked ? 'Approve in spite of the hold' : isApproving ? 'Approve' : 'Reject'}
        tone={isLocked || (isApproving && risk === 'irreversible') ? 'danger' : 'primary'}
        isBusy={isPending}
        error={error?.message}
        onConfirm={confirm}
        {...(typedName !== undefined && { typedName })}
      >
        <ExpiredNote approval={approval} />
        <Field
          label="Reason"
          name="reason"
          hint="Kept by Holdfast; XEM stores none."
          error={fieldErrors.reason}
          isRequired
        >
          <Textarea rows={2} maxLength={2_000} />
        </Field>
        {isLocked ? (
          <Field
            label={`Why to approve although ${lockedBy.join(', ')} ${lockedBy.length === 1 ? 'holds' : 'hold'} its agent`}
            name="overrideReason"
            hint="Takes the role Commander. The call is queued and runs once the hold is released; this stands in the incident's log."
            error={fieldErrors.overrideReason}
            isRequired
          >
            <Textarea rows={2} maxLength={2_000} />
          </Field>
        ) : null}
      </ConfirmDialog>
      {proofDialog}
    </>
  );
}
