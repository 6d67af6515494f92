'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { ProgressBar } from '@/components/ui/progress-bar';
import { countOf } from '@/lib/containment/hold-words';
import { cancelInvocationEndpoint } from '@/lib/executions/endpoints';
import { callApi } from '@/lib/http/api-client';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';
import type { ReleaseReview } from '@/lib/release/release-schema';

type Fate = { doneCount: number; failedCount: number; totalCount: number };

/** Cancels every dangerous call of the queue before the release, one after the other; each is asked for once. */
export function CancelDangerous({ review }: { review: ReleaseReview }) {
  const { incidentRef, seen } = review;
  const { mayWrite } = useIncidentHere();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [fate, setFate] = useState<Fate | null>(null);
  const ids = seen.dangerousIds;
  const cancel = useMutation({
    mutationFn: async (reason: string) => {
      const tally = { doneCount: 0, failedCount: 0, totalCount: ids.length };
      setFate(tally);
      for (const invocationId of ids) {
        const isDone = await callApi(
          cancelInvocationEndpoint,
          { invocationId, reason, incidentRef },
          { idempotencyKey: newIdempotencyKey() },
        ).then(
          ({ outcome }) => outcome !== 'failed' && outcome !== 'uncertain',
          () => false,
        );
        if (isDone) tally.doneCount += 1;
        else tally.failedCount += 1;
        setFate({ ...tally });
      }
    },
    onMutate: () => setAsking(false),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['incidents', incidentRef] }),
  });
  if (!mayWrite || (ids.length === 0 && fate === null)) return null;
  return (
    <>
      {ids.length > 0 ? (
        <Button size="small" isBusy={cancel.isPending} onClick={() => setAsking(true)}>
          Cancel {countOf(ids.length, 'dangerous call')}…
        </Button>
      ) : null}
      {fate ? (
        <span role="status" className="grid min-w-40 content-center gap-1 text-ink-2 text-small">
          {fate.doneCount} of {fate.totalCount} cancelled
          {fate.failedCount > 0 ? `, ${fate.failedCount} not` : ''}
          <ProgressBar label="Cancelling" value={fate.doneCount + fate.failedCount} max={fate.totalCount} />
        </span>
      ) : null}
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={`Cancel ${countOf(ids.length, 'dangerous call')}?`}
        description="XEM is asked once for each. The rest of the queue stays."
        confirmLabel={`Cancel ${countOf(ids.length, 'call')}`}
        tone="danger"
        onConfirm={(form) => {
          const reason = String(form.get('cancelReason') ?? '').trim();
          cancel.mutate(reason.length >= 3 ? reason : `Cancelled before the release of ${incidentRef}`);
        }}
      >
        <Field label="Reason" name="cancelReason">
          <Input autoComplete="off" maxLength={1000} />
        </Field>
      </ConfirmDialog>
    </>
  );
}
