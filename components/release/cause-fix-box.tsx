'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { TimeText } from '@/components/ui/time-text';
import { callOnce } from '@/lib/http/call-once';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { markCauseFixedEndpoint } from '@/lib/release/endpoints';
import { markCauseFixedInput, type ReleaseReview } from '@/lib/release/release-schema';

type CauseFixBoxProps = { review: ReleaseReview; error: string | undefined };

/** Whether the cause is marked as fixed; where not, a way to mark it, or a reason to release all the same. */
export function CauseFixBox({ review, error }: CauseFixBoxProps) {
  const { mayWrite, mayCommand } = useIncidentHere();
  const { causeFix } = review;
  const [isMarking, setMarking] = useState(false);
  if (causeFix) {
    return (
      <Banner tone="ok" title="The cause is marked as fixed.">
        {causeFix.what}
        {causeFix.remediationStep ? ` (${causeFix.remediationStep})` : ''}, {causeFix.markedByName},{' '}
        <TimeText at={causeFix.markedAt} show="relative" />
      </Banner>
    );
  }
  return (
    <div className="grid gap-2.5">
      <Banner
        tone="danger"
        title="Nobody has marked the cause as fixed."
        action={
          mayWrite ? (
            <Button size="small" aria-expanded={isMarking} onClick={() => setMarking(!isMarking)}>
              {isMarking ? 'Not fixed yet' : 'Mark it as fixed…'}
            </Button>
          ) : null
        }
      />
      {isMarking ? (
        <MarkFixed review={review} />
      ) : mayCommand ? (
        <Field
          label="Why release although the cause is not marked as fixed"
          name="withoutFixReason"
          isRequired
          error={error && 'Say why, in a few words, or mark the cause as fixed.'}
        >
          <Input autoComplete="off" maxLength={1000} className="pointer-coarse:h-control-touch" />
        </Field>
      ) : null}
    </div>
  );
}

/** Inside the form of the release, so it has no form of its own: a button sends it. */
function MarkFixed({ review: { incidentRef, remediationSteps } }: { review: ReleaseReview }) {
  const queryClient = useQueryClient();
  const [what, setWhat] = useState('');
  const [stepId, setStepId] = useState('');
  const [send] = useState(() => callOnce(markCauseFixedEndpoint));
  const mark = useMutation({
    mutationFn: async () => {
      const body = markCauseFixedInput.parse({ what, ...(stepId && { remediationStepId: stepId }) });
      return send(body, { incidentRef, ...body });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['incidents', incidentRef, 'containment'] }),
  });
  const errors = formErrors(mark.error);
  return (
    <div className="grid gap-2.5 rounded-card border p-3">
      <Field label="What was fixed" isRequired error={errors.what ?? formFault(mark.error) ?? undefined}>
        <Input
          value={what}
          maxLength={1000}
          autoComplete="off"
          onChange={(event) => setWhat(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if (!mark.isPending) mark.mutate();
          }}
        />
      </Field>
      {remediationSteps.length > 0 ? (
        <Field label="By this remediation step">
          <Select value={stepId} onChange={(event) => setStepId(event.target.value)}>
            <option value="">none in particular</option>
            {remediationSteps.map((step) => (
              <option key={step.stepId} value={step.stepId}>
                {step.what}
              </option>
            ))}
          </Select>
        </Field>
      ) : null}
      <Button className="justify-self-start" isBusy={mark.isPending} onClick={() => mark.mutate()}>
        Mark the cause as fixed
      </Button>
    </div>
  );
}
