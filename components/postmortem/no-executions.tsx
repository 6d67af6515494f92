'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { callApi } from '@/lib/http/api-client';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { recordJudgementEndpoint } from '@/lib/postmortem/endpoints';
import { incidentPostmortem } from '@/lib/postmortem/queries';

type NoExecutionsProps = { incidentRef: string; reason: string | null; mayWrite: boolean };

/** For an incident without an affected execution: somebody has to say that this is so, and why. */
export function NoExecutions({ incidentRef, reason, mayWrite }: NoExecutionsProps) {
  const queryClient = useQueryClient();
  const { queryKey } = incidentPostmortem(incidentRef);
  const state = useMutation({
    mutationFn: (noExecutionsReason: string) =>
      callApi(recordJudgementEndpoint, { incidentRef, noExecutionsReason }),
    onSuccess: (postmortem) => queryClient.setQueryData(queryKey, postmortem),
  });
  if (!mayWrite) {
    return <p className="mt-2 text-ink-2">{reason ? `No execution was affected: ${reason}` : null}</p>;
  }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    state.mutate(String(new FormData(event.currentTarget).get('noExecutionsReason')));
  };
  return (
    <form onSubmit={submit} noValidate className="mt-2 flex flex-wrap items-end gap-2 print:hidden">
      <Field
        label="No execution was affected, because"
        name="noExecutionsReason"
        isRequired
        className="min-w-0 flex-1 basis-64"
        error={formErrors(state.error).noExecutionsReason ?? formFault(state.error) ?? undefined}
      >
        <Input key={reason} defaultValue={reason ?? ''} maxLength={2_000} />
      </Field>
      <Button type="submit" isBusy={state.isPending}>
        {state.isPending ? 'Saving…' : 'Save'}
      </Button>
    </form>
  );
}
