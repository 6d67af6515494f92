'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { incidentEvidence } from '@/lib/evidence/queries';
import { callLater } from '@/lib/http/call-later';
import { formErrors, formFault } from '@/lib/http/form-errors';

/** Keeps what an execution wrote, before XEM forgets it. Saving the same again keeps nothing twice. */
export function SaveRawOutput({ incidentRef }: { incidentRef: string }) {
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: async (form: HTMLFormElement) => {
      const input = (await import('@/lib/evidence/evidence-schema')).saveRawOutputInput.parse(
        Object.fromEntries(new FormData(form)),
      );
      return callLater(async () => (await import('@/lib/evidence/endpoints')).saveRawOutputEndpoint, {
        incidentRef,
        ...input,
      });
    },
    onSuccess: (_, form) => form.reset(),
    onSettled: () => queryClient.invalidateQueries(incidentEvidence(incidentRef)),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(event.currentTarget);
  };
  const error = formErrors(save.error).executionId ?? formFault(save.error) ?? undefined;
  return (
    <form onSubmit={submit} noValidate className="flex flex-wrap items-start gap-2 border-b py-2.5">
      <Field
        label="Keep the raw output of an execution"
        name="executionId"
        isRequired
        isLabelHidden
        error={error}
        className="min-w-0 flex-1 basis-56 sm:max-w-100"
      >
        <Input placeholder="Execution id" autoComplete="off" spellCheck={false} className="font-mono" />
      </Field>
      <Button type="submit" isBusy={save.isPending}>
        {save.isPending ? 'Reading from XEM…' : 'Keep raw output'}
      </Button>
      <p role="status" className="self-center text-ink-3 text-small">
        {save.data ? `Kept as ${save.data.name}` : null}
      </p>
    </form>
  );
}
