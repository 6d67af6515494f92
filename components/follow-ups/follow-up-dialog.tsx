'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { createFollowUpEndpoint, updateFollowUpEndpoint } from '@/lib/follow-ups/endpoints';
import {
  createFollowUpInput,
  type FollowUp,
  followUpKindNames,
  followUpKinds,
  followUpStatuses,
  updateFollowUpInput,
} from '@/lib/follow-ups/follow-up';
import { incidentFollowUps } from '@/lib/follow-ups/queries';
import { callApi } from '@/lib/http/api-client';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';

type Draft = FollowUp | 'new';
type FollowUpDialogProps = { incidentRef: string; draft: Draft | null; onClose: () => void };

export function FollowUpDialog({ incidentRef, draft, onClose }: FollowUpDialogProps) {
  return (
    <Dialog isOpen={draft !== null} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent title={draft === 'new' ? 'Add a follow-up' : 'Change the follow-up'} width="small">
        {draft ? <FollowUpForm incidentRef={incidentRef} draft={draft} onSaved={onClose} /> : null}
      </DialogContent>
    </Dialog>
  );
}

function FollowUpForm({
  incidentRef,
  draft,
  onSaved,
}: {
  incidentRef: string;
  draft: Draft;
  onSaved: () => void;
}) {
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(() => newIdempotencyKey());
  const followUp = draft === 'new' ? null : draft;
  const save = useMutation({
    mutationFn: async (form: FormData) => {
      const { due, ...values } = Object.fromEntries(form);
      const given = { ...values, dueAt: due ? `${String(due)}T00:00:00.000Z` : null };
      if (!followUp) {
        const input = createFollowUpInput.parse(given);
        return callApi(createFollowUpEndpoint, { incidentRef, ...input }, { idempotencyKey });
      }
      const { followUpId } = followUp;
      return callApi(updateFollowUpEndpoint, {
        incidentRef,
        followUpId,
        ...updateFollowUpInput.parse(given),
      });
    },
    onSuccess: onSaved,
    onSettled: () => queryClient.invalidateQueries(incidentFollowUps(incidentRef)),
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
        <Field label="What is to be done" name="title" isRequired error={errors.title}>
          <Input defaultValue={followUp?.title} maxLength={500} autoComplete="off" />
        </Field>
        <Field label="Kind" name="kind" isRequired error={errors.kind}>
          <Select defaultValue={followUp?.kind ?? 'other'}>
            {followUpKinds.map((kind) => (
              <option key={kind} value={kind}>
                {followUpKindNames[kind]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Owner" name="ownerName" error={errors.ownerName}>
          <Input defaultValue={followUp?.ownerName ?? ''} autoComplete="off" />
        </Field>
        <Field label="Due" name="due" error={errors.dueAt}>
          <Input type="date" defaultValue={followUp?.dueAt?.slice(0, 10)} />
        </Field>
        {followUp ? (
          <Field label="Status" name="status" isRequired error={errors.status}>
            <Select defaultValue={followUp.status}>
              {followUpStatuses.map((status) => (
                <option key={status} value={status}>
                  {status}
                </option>
              ))}
            </Select>
          </Field>
        ) : null}
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
          {save.isPending ? 'Saving…' : followUp ? 'Save' : 'Add follow-up'}
        </Button>
      </DialogFooter>
    </form>
  );
}
