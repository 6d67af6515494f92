'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FormDialog } from '@/components/incidents/form-dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { callApi } from '@/lib/http/api-client';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { requestBackfillInput } from '@/lib/mirror/backfill-schema';
import { requestBackfillEndpoint } from '@/lib/mirror/endpoints';
import { backfillList } from '@/lib/mirror/queries';

const dayMs = 86_400_000;

type BackfillDialogProps = { keptSince: string; onClose: () => void };

export function BackfillDialog({ keptSince, onClose }: BackfillDialogProps) {
  const queryClient = useQueryClient();
  const request = useMutation({
    mutationFn: async ({ form, idempotencyKey }: { form: FormData; idempotencyKey: string }) => {
      const input = requestBackfillInput.parse({ since: `${String(form.get('since'))}T00:00:00.000Z` });
      return callApi(requestBackfillEndpoint, input, { idempotencyKey });
    },
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries(backfillList()),
  });
  // The first whole day that stays.
  const first = new Date(Date.parse(keptSince) + dayMs).toISOString().slice(0, 10);
  return (
    <FormDialog
      title="Read older history"
      description="XEM is read from its newest execution down to this day, a page after another. What is known already is left alone."
      action="Read history"
      busyAction="Asking…"
      isBusy={request.isPending}
      fault={formFault(request.error)}
      onSubmit={(form, idempotencyKey) => request.mutate({ form, idempotencyKey })}
      onClose={onClose}
    >
      <Field
        label="Back to"
        name="since"
        isRequired
        error={formErrors(request.error).since}
        hint={`A day in UTC, ${first} or later: what is older is not kept.`}
      >
        <Input type="date" min={first} defaultValue={first} />
      </Field>
    </FormDialog>
  );
}
