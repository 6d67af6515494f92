'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { callApi } from '@/lib/http/api-client';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';
import { recordStepEndpoint, updateStepEndpoint } from '@/lib/remediation/endpoints';
import { ladder } from '@/lib/remediation/ladder';
import { incidentRemediation } from '@/lib/remediation/queries';
import { type Rung, stepStatuses, stepStatusNames } from '@/lib/remediation/remediation';
import { type RemediationStep, recordStepInput } from '@/lib/remediation/remediation-schema';

/** A step to add to a rung, or one to change. */
export type StepDraft = { rung: Rung; step: RemediationStep | null };

type StepDialogProps = { incidentRef: string; draft: StepDraft | null; onClose: () => void };

export function StepDialog({ incidentRef, draft, onClose }: StepDialogProps) {
  return (
    <Dialog isOpen={draft !== null} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent
        title={draft?.step ? 'How did it go?' : 'Record a step'}
        description={draft ? ladder[draft.rung].title : undefined}
      >
        {draft ? <StepForm incidentRef={incidentRef} draft={draft} onSaved={onClose} /> : null}
      </DialogContent>
    </Dialog>
  );
}

function StepForm({
  incidentRef,
  draft: { rung, step },
  onSaved,
}: {
  incidentRef: string;
  draft: StepDraft;
  onSaved: () => void;
}) {
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(() => newIdempotencyKey());
  const save = useMutation({
    mutationFn: async (form: FormData) => {
      const input = recordStepInput.parse({ ...Object.fromEntries(form), rung });
      if (!step) return callApi(recordStepEndpoint, { incidentRef, ...input }, { idempotencyKey });
      const { what, why, status, result } = input;
      return callApi(updateStepEndpoint, { incidentRef, stepId: step.stepId, what, why, status, result });
    },
    onSuccess: onSaved,
    onSettled: () => queryClient.invalidateQueries(incidentRemediation(incidentRef)),
  });
  const errors = formErrors(save.error);
  const fault = formFault(save.error);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  return (
    <form onSubmit={submit} noValidate className="contents">
      <DialogBody className="grid content-start gap-3.5">
        <Field label="What" name="what" isRequired error={errors.what}>
          <Textarea
            rows={2}
            defaultValue={step?.what}
            placeholder="Restored vm-204 from the 13:30 snapshot"
          />
        </Field>
        <Field label="Why it is needed" name="why" isRequired error={errors.why}>
          <Textarea rows={2} defaultValue={step?.why} />
        </Field>
        <Field label="Status" name="status" isRequired error={errors.status}>
          <Select defaultValue={step?.status ?? 'planned'}>
            {stepStatuses.map((status) => (
              <option key={status} value={status}>
                {stepStatusNames[status]}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          label="Result"
          name="result"
          error={errors.result}
          hint="Needed once it is done or failed: what came of it, and how it was checked."
        >
          <Textarea defaultValue={step?.result ?? ''} />
        </Field>
        {fault ? (
          <Banner tone="danger" title="Not saved.">
            {fault}
          </Banner>
        ) : null}
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isBusy={save.isPending}>
          {save.isPending ? 'Saving…' : step ? 'Save' : 'Record step'}
        </Button>
      </DialogFooter>
    </form>
  );
}
