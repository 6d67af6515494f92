'use client';

import { FormDialog } from '@/components/incidents/form-dialog';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { useIncidentChange } from '@/components/incidents/use-incident-change';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { callApi } from '@/lib/http/api-client';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { plainSentence } from '@/lib/timeline/describe-entry';
import { pinEntryEndpoint } from '@/lib/timeline/endpoints';
import { pinEntryInput } from '@/lib/timeline/inputs';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

/** Makes an entry part of the story, told in words of its own where these say more. */
export function PinDialog({ entry, onClose }: { entry: TimelineItem; onClose: () => void }) {
  const { incidentRef } = useIncidentHere();
  const pin = useIncidentChange(
    incidentRef,
    async (form: FormData) => {
      const input = pinEntryInput.parse({ caption: String(form.get('caption')).trim() || null });
      return callApi(pinEntryEndpoint, { incidentRef, entryId: entry.entryId, ...input });
    },
    onClose,
  );
  return (
    <FormDialog
      title={entry.pin ? 'Change the caption' : 'Pin to the story'}
      description={plainSentence(entry)}
      action={entry.pin ? 'Save caption' : 'Pin'}
      busyAction="Pinning…"
      isBusy={pin.isPending}
      fault={formFault(pin.error)}
      onSubmit={(form) => pin.mutate(form)}
      onClose={onClose}
    >
      <Field
        label="Caption"
        name="caption"
        error={formErrors(pin.error).caption}
        hint="How the story tells it. Empty shows what the entry says."
      >
        <Input defaultValue={entry.pin?.caption ?? ''} maxLength={500} autoComplete="off" />
      </Field>
    </FormDialog>
  );
}
