'use client';

import { useQuery } from '@tanstack/react-query';
import { FormDialog } from '@/components/incidents/form-dialog';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { useIncidentChange } from '@/components/incidents/use-incident-change';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { callApi } from '@/lib/http/api-client';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { postUpdateEndpoint } from '@/lib/incidents/endpoints';
import { postUpdateInput } from '@/lib/incidents/inputs';
import { incidentDetail } from '@/lib/incidents/queries';

/** Says where the incident stands, and what people believe now. */
export function PostUpdateDialog({ onClose }: { onClose: () => void }) {
  const { incidentRef } = useIncidentHere();
  const { data } = useQuery(incidentDetail(incidentRef));
  const before = data?.hypothesis ?? null;
  const post = useIncidentChange(
    incidentRef,
    async ({ form, idempotencyKey }: { form: FormData; idempotencyKey: string }) => {
      const hypothesis = String(form.get('hypothesis')).trim() || null;
      const input = postUpdateInput.parse({
        text: form.get('text'),
        ...(hypothesis !== before && { hypothesis }),
      });
      return callApi(postUpdateEndpoint, { incidentRef, ...input }, { idempotencyKey });
    },
    onClose,
  );
  const errors = formErrors(post.error);
  return (
    <FormDialog
      title="Post an update"
      description="Everybody who looks at this incident sees it at once."
      action="Post update"
      busyAction="Posting…"
      isBusy={post.isPending}
      fault={formFault(post.error)}
      onSubmit={(form, idempotencyKey) => post.mutate({ form, idempotencyKey })}
      onClose={onClose}
    >
      <Field label="Update" name="text" isRequired error={errors.text}>
        <Textarea
          rows={4}
          placeholder="Both agents that serve billing are held. Restoring from snapshot is next."
        />
      </Field>
      <Field label="Working hypothesis" name="hypothesis" error={errors.hypothesis}>
        <Textarea
          rows={2}
          defaultValue={before ?? ''}
          placeholder="The template dropped its approval step."
        />
      </Field>
    </FormDialog>
  );
}
