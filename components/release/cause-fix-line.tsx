'use client';

import { useState } from 'react';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { useReleaseChange } from '@/components/release/use-release-change';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { TimeText } from '@/components/ui/time-text';
import { callLater } from '@/lib/http/call-later';
import { formErrors, formFault } from '@/lib/http/form-errors';
import type { CauseFix } from '@/lib/release/release-schema';

/** Who says that the cause is fixed, and a way to take it back. */
export function CauseFixLine({ incidentRef, causeFix }: { incidentRef: string; causeFix: CauseFix }) {
  const { mayWrite } = useIncidentHere();
  const [isAsking, setAsking] = useState(false);
  const withdraw = useReleaseChange(
    incidentRef,
    (reason: string) =>
      callLater(async () => (await import('@/lib/release/endpoints')).withdrawCauseFixEndpoint, {
        incidentRef,
        reason,
      }),
    () => setAsking(false),
  );
  return (
    <>
      <Banner
        tone="ok"
        className="my-2"
        title="The cause is marked as fixed."
        action={
          mayWrite ? (
            <Button size="small" onClick={() => setAsking(true)}>
              Not fixed after all…
            </Button>
          ) : null
        }
      >
        {causeFix.what}
        {causeFix.remediationStep ? ` (${causeFix.remediationStep})` : ''}, {causeFix.markedByName},{' '}
        <TimeText at={causeFix.markedAt} show="relative" />
      </Banner>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title="Take back that the cause is fixed?"
        description="A release that relies on it is paused before it frees more. The next one needs a reason of its own. Agents that run go on."
        confirmLabel="Take it back"
        isBusy={withdraw.isPending}
        error={formFault(withdraw.error)}
        onConfirm={(form) => withdraw.mutate(String(form.get('reason') ?? '').trim())}
      >
        <Field label="Why" name="reason" isRequired error={formErrors(withdraw.error).reason}>
          <Input autoComplete="off" maxLength={1000} />
        </Field>
      </ConfirmDialog>
    </>
  );
}
