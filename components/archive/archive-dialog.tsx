'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { requestArchiveInput } from '@/lib/archive/archive-schema';
import { requestArchiveEndpoint } from '@/lib/archive/endpoints';
import { incidentArchives } from '@/lib/archive/queries';
import { callApi } from '@/lib/http/api-client';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';

type ArchiveDialogProps = { incidentRef: string; isOpen: boolean; onClose: () => void };

export function ArchiveDialog({ incidentRef, isOpen, onClose }: ArchiveDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={(next) => (next ? undefined : onClose())}>
      <DialogContent
        title="Archive executions"
        description="XEM exports every execution of the window; Holdfast keeps the file with its SHA-256."
        width="small"
      >
        <ArchiveForm incidentRef={incidentRef} onRequested={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function ArchiveForm({ incidentRef, onRequested }: { incidentRef: string; onRequested: () => void }) {
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(() => newIdempotencyKey());
  const request = useMutation({
    mutationFn: async (form: FormData) => {
      const input = requestArchiveInput.parse({
        since: toInstant(form.get('since')),
        until: toInstant(form.get('until')),
      });
      return callApi(requestArchiveEndpoint, { incidentRef, ...input }, { idempotencyKey });
    },
    onSuccess: onRequested,
    onSettled: () => queryClient.invalidateQueries(incidentArchives(incidentRef)),
  });
  const errors = formErrors(request.error);
  const fault = formFault(request.error);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    request.mutate(new FormData(event.currentTarget));
  };
  return (
    <form onSubmit={submit} noValidate className="contents">
      <DialogBody className="grid content-start gap-3.5">
        <Field
          label="From, UTC"
          name="since"
          error={errors.since}
          hint="Empty: a quarter of an hour before the incident began."
        >
          <Input type="datetime-local" step={1} />
        </Field>
        <Field
          label="Until, UTC"
          name="until"
          error={errors.until}
          hint="Empty: until now, or until the incident was closed. At most 90 days."
        >
          <Input type="datetime-local" step={1} />
        </Field>
        {fault ? (
          <Banner tone="danger" title="Not requested.">
            {fault}
          </Banner>
        ) : null}
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isBusy={request.isPending}>
          {request.isPending ? 'Requesting…' : 'Request archive'}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** What the field holds is a time without a zone, and the label says that it is UTC. */
function toInstant(value: FormDataEntryValue | null): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const at = new Date(`${value}Z`);
  return Number.isNaN(at.getTime()) ? value : at.toISOString();
}
