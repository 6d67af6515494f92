'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFreshSignIn } from '@/components/account/use-fresh-sign-in';
import { ActionResult } from '@/components/credentials/action-result';
import { IncidentChoice } from '@/components/credentials/incident-choice';
import { type ActionAnswers, sendAction } from '@/components/credentials/send-action';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { type CredentialActionKind, kindFacts } from '@/lib/credentials/credential-action';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';

export type ActionDialogProps = {
  kind: CredentialActionKind;
  subjectId: string;
  subjectName: string;
  /** What stops, what has to be done afterwards, what healthy work it costs. */
  consequences: string[];
  incidentRef: string | null;
  /** The setting of Holdfast that holds this key: its name is typed as well. */
  ownSetting?: string | null;
  onClose: () => void;
};

/** Says what it costs, asks why, and for what can't be undone the name and a proof. Then it shows what came of it. */
export function ActionDialog(props: ActionDialogProps) {
  const { kind, subjectId, subjectName, consequences, incidentRef, ownSetting = null, onClose } = props;
  const { label, isIrreversible } = kindFacts[kind];
  const queryClient = useQueryClient();
  const { withProof, proofDialog } = useFreshSignIn();
  const [idempotencyKey] = useState(() => newIdempotencyKey());
  const [missing, setMissing] = useState<{ reason?: string; confirmOwnUse?: string }>({});
  const act = useMutation({
    mutationFn: (answers: ActionAnswers) =>
      withProof(() => sendAction(kind, subjectId, answers, idempotencyKey)),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['agents'] });
      void queryClient.invalidateQueries({ queryKey: ['connection', 'api-keys'] });
    },
  });
  if (act.data) return <ActionResult action={act.data} onClose={onClose} />;

  function confirm(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const found: typeof missing = {};
    if (text('reason').length < 3) found.reason = 'Say why, in a few words.';
    if (ownSetting !== null && text('confirmOwnUse') !== ownSetting) {
      found.confirmOwnUse = `Type ${ownSetting} exactly as it is written here.`;
    }
    setMissing(found);
    if (Object.keys(found).length > 0) return;
    act.mutate({
      reason: text('reason'),
      confirm: text('typedName'),
      incidentRef: text('incidentRef') || null,
      confirmOwnUse: ownSetting === null ? null : text('confirmOwnUse'),
    });
  }

  const refused = formErrors(act.error);
  return (
    <>
      <ConfirmDialog
        isOpen
        onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
        title={`${label}: ${subjectName}`}
        description={
          <ul className="grid list-disc gap-1 pl-4">
            {consequences.map((consequence) => (
              <li key={consequence}>{consequence}</li>
            ))}
          </ul>
        }
        confirmLabel={label}
        tone="danger"
        isBusy={act.isPending}
        error={formFault(act.error) ?? refused.confirm}
        onConfirm={confirm}
        {...(isIrreversible && { typedName: subjectName })}
      >
        <Field label="Reason" name="reason" error={missing.reason ?? refused.reason} isRequired>
          <Textarea rows={2} maxLength={2_000} />
        </Field>
        <IncidentChoice defaultRef={incidentRef} />
        {ownSetting !== null ? (
          <Field
            label={
              <>
                Holdfast works with this key. Type <b className="font-mono">{ownSetting}</b> to cut it off all
                the same
              </>
            }
            name="confirmOwnUse"
            error={missing.confirmOwnUse ?? refused.confirmOwnUse}
            isRequired
          >
            <Input autoComplete="off" spellCheck={false} />
          </Field>
        ) : null}
      </ConfirmDialog>
      {proofDialog}
    </>
  );
}
