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
import { plainSentence } from '@/lib/timeline/describe-entry';
import { correctEntryEndpoint } from '@/lib/timeline/endpoints';
import { correctEntryInput } from '@/lib/timeline/inputs';
import { readTypedTime } from '@/lib/timeline/parse-quick-entry';
import type { TimelineItem } from '@/lib/timeline/timeline-item';
import { wallTime } from '@/lib/timeline/zoned-instant';

/** Writes a new version of an entry. What it said before stays in the log, and can be read there. */
export function CorrectDialog({ entry, onClose }: { entry: TimelineItem; onClose: () => void }) {
  const { incidentRef } = useIncidentHere();
  const { shownZone } = useTimeZone();
  const said = entry.text ?? plainSentence(entry);
  const shownTime = wallTime(new Date(entry.happenedAt), shownZone);
  const correct = useIncidentChange(
    incidentRef,
    async ({ form, idempotencyKey }: { form: FormData; idempotencyKey: string }) => {
      const text = String(form.get('text')).trim();
      const typed = String(form.get('happenedAt')).trim();
      const input = correctEntryInput.parse({
        ...(text !== said && { text }),
        ...(typed !== shownTime && { happenedAt: readTypedTime(typed, new Date(), shownZone).toISOString() }),
        reason: form.get('reason'),
      });
      return callApi(
        correctEntryEndpoint,
        { incidentRef, entryId: entry.versionId, ...input },
        { idempotencyKey },
      );
    },
    onClose,
  );
  const errors = formErrors(correct.error);
  return (
    <FormDialog
      title="Correct this entry"
      description="The entry itself stays as it was written; readers see the correction and can look behind it."
      action="Correct"
      busyAction="Correcting…"
      isBusy={correct.isPending}
      fault={formFault(correct.error)}
      onSubmit={(form, idempotencyKey) => correct.mutate({ form, idempotencyKey })}
      onClose={onClose}
    >
      <Field label="What happened" name="text" isRequired error={errors.text}>
        <Textarea rows={3} defaultValue={said} />
      </Field>
      <Field label={`When, in ${shownZone}`} name="happenedAt" isRequired error={errors.happenedAt}>
        <Input autoComplete="off" className="font-mono" defaultValue={shownTime} />
      </Field>
      <Field label="Why it was wrong" name="reason" isRequired error={errors.reason}>
        <Input autoComplete="off" />
      </Field>
    </FormDialog>
  );
}
