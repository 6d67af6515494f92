'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { StopIncident } from '@/components/containment/stop-incident';
import { FormDialog } from '@/components/incidents/form-dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { placeText } from '@/lib/containment/hold-words';
import type { OutsidePause } from '@/lib/containment/outside-pause';
import { callLater } from '@/lib/http/call-later';
import { formErrors, formFault } from '@/lib/http/form-errors';

export type PauseAnswer = 'adopt' | 'restore' | 'dismiss';

type Words = { title: string; description: string; action: string; busyAction: string };

const wordsFor: Record<PauseAnswer, (agent: string) => Words> = {
  adopt: (agent) => ({
    title: `Adopt the pause of ${agent}`,
    description:
      'It becomes a hold of the incident. It stays paused all the while; XEM is looked at, not asked.',
    action: 'Adopt as a hold',
    busyAction: 'Adopting…',
  }),
  restore: (agent) => ({
    title: `Resume ${agent}`,
    description:
      'XEM is asked to resume it. What is queued for it starts. Somebody may have paused it on purpose: ask first.',
    action: 'Resume in XEM',
    busyAction: 'Asking…',
  }),
  dismiss: (agent) => ({
    title: `Leave ${agent} paused`,
    description:
      'It stays paused and in sight, without an alarm, and XEM is not asked to resume it. It can still be adopted or resumed.',
    action: 'Leave as wanted',
    busyAction: 'Saving…',
  }),
};

type Props = { pause: OutsidePause; answer: PauseAnswer; onClose: () => void };
type Input = { reason: string; idempotencyKey: string };

/** Asks for the reason, and for the incident where it becomes a hold of one. Mount it to open it. */
export function OutsidePauseDialog({ pause, answer, onClose }: Props) {
  const queryClient = useQueryClient();
  const [incidentRef, setIncidentRef] = useState<string | null>(null);
  const [reasonError, setReasonError] = useState<string>();
  const decide = useMutation({
    mutationFn: (input: Input) => send(pause, answer, incidentRef, input),
    onSuccess: onClose,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['agents'] }),
        queryClient.invalidateQueries({ queryKey: ['incidents'] }),
      ]),
  });
  function submit(form: FormData, idempotencyKey: string): void {
    const reason = String(form.get('reason') ?? '').trim();
    const isReason = reason.length >= 3;
    setReasonError(isReason ? undefined : 'Say why, in a few words.');
    if (isReason) decide.mutate({ reason, idempotencyKey });
  }
  const name = pause.workspaceId === null ? pause.agentName : `${pause.agentName} on ${placeText(pause)}`;
  return (
    <FormDialog
      {...wordsFor[answer](name)}
      isBusy={decide.isPending}
      fault={formFault(decide.error)}
      onSubmit={submit}
      onClose={onClose}
    >
      {answer === 'adopt' ? <StopIncident incidentRef={incidentRef} onChoose={setIncidentRef} /> : null}
      <Field label="Reason" name="reason" isRequired error={reasonError ?? formErrors(decide.error).reason}>
        <Textarea rows={2} maxLength={1_000} />
      </Field>
    </FormDialog>
  );
}

const containmentEndpoints = () => import('@/lib/containment/endpoints');

async function send(
  pause: OutsidePause,
  answer: PauseAnswer,
  incidentRef: string | null,
  { reason, idempotencyKey }: Input,
): Promise<unknown> {
  const { pauseId } = pause;
  if (answer === 'adopt') {
    const ref = incidentRef ?? (await declareFor(pause, idempotencyKey));
    const input = { pauseId, reason, incidentRef: ref };
    return callLater(async () => (await containmentEndpoints()).adoptPauseEndpoint, input, {
      idempotencyKey,
    });
  }
  const input = { pauseId, reason };
  return answer === 'restore'
    ? callLater(async () => (await containmentEndpoints()).restorePauseEndpoint, input, { idempotencyKey })
    : callLater(async () => (await containmentEndpoints()).dismissPauseEndpoint, input, { idempotencyKey });
}

/** Pressing again finds the incident that was declared the first time. */
async function declareFor({ agentId, agentName }: OutsidePause, idempotencyKey: string): Promise<string> {
  const { incident } = await callLater(
    async () => (await import('@/lib/incidents/endpoints')).declareIncidentEndpoint,
    {
      title: `${agentName} paused outside Holdfast`,
      subjects: [{ kind: 'agent' as const, subjectId: agentId }],
    },
    { idempotencyKey },
  );
  return incident.incidentRef;
}
