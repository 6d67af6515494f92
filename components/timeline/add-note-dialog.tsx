'use client';

import { FormDialog } from '@/components/incidents/form-dialog';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { useIncidentChange } from '@/components/incidents/use-incident-change';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { useTimeZone } from '@/components/ui/time-zone';
import { callApi } from '@/lib/http/api-client';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { addNoteEndpoint } from '@/lib/timeline/endpoints';
import { addNoteInput } from '@/lib/timeline/inputs';
import { readTypedTime } from '@/lib/timeline/parse-quick-entry';
import { wallTime } from '@/lib/timeline/zoned-instant';

/** Adds a note to the log, now or at the time given. */
export function AddNoteDialog({ happenedAt, onClose }: { happenedAt: string | null; onClose: () => void }) {
  const { incidentRef } = useIncidentHere();
  const { shownZone } = useTimeZone();
  const add = useIncidentChange(
    incidentRef,
    async ({ form, idempotencyKey }: { form: FormData; idempotencyKey: string }) => {
      const typed = String(form.get('happenedAt')).trim();
      const at = typed === '' ? null : readTypedTime(typed, new Date(), shownZone);
      const input = addNoteInput.parse({
        text: form.get('text'),
        ...(at && { happenedAt: at.toISOString() }),
      });
      return callApi(addNoteEndpoint, { incidentRef, ...input }, { idempotencyKey });
    },
    onClose,
  );
  const errors = formErrors(add.error);
  return (
    <FormDialog
      title="Add to the log"
      action="Add"
      busyAction="Adding…"
      isBusy={add.isPending}
      fault={formFault(add.error)}
      onSubmit={(form, idempotencyKey) => add.mutate({ form, idempotencyKey })}
      onClose={onClose}
    >
      <Field label="What happened" name="text" isRequired error={errors.text}>
        <Textarea rows={3} placeholder="Snapshot of vm-204 from 13:30 exists, checked by hand" />
      </Field>
      <Field
        label={`When, in ${shownZone}`}
        name="happenedAt"
        error={errors.happenedAt}
        hint="14:02, or 5 min ago. Empty means now."
      >
        <Input
          autoComplete="off"
          className="font-mono"
          defaultValue={happenedAt ? wallTime(new Date(happenedAt), shownZone) : ''}
        />
      </Field>
    </FormDialog>
  );
}
