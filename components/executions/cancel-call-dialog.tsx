'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import { type CancelOutcome, describeCancellation } from '@/lib/executions/cancellation';
import { callLater } from '@/lib/http/call-later';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';

export type CancelCallDialogProps = {
  invocationId: string;
  toolName: string | null;
  agentName: string | null;
  /** The incident from which it is asked: its log tells of it. */
  incidentRef?: string | undefined;
  onClose: () => void;
};

const tones: Record<CancelOutcome, 'neutral' | 'ok' | 'draining' | 'danger'> = {
  requested: 'draining',
  confirmed: 'ok',
  accepted: 'draining',
  over_already: 'neutral',
  uncertain: 'danger',
  failed: 'danger',
};

/** Asks for the reason, has XEM asked once, and stays open to say what came of it. Mount it to open it. */
export function CancelCallDialog(props: CancelCallDialogProps) {
  const { invocationId, toolName, agentName, incidentRef, onClose } = props;
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(() => newIdempotencyKey());
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (reason: string) =>
      callLater(
        async () => (await import('@/lib/executions/endpoints')).cancelInvocationEndpoint,
        { invocationId, reason, ...(incidentRef !== undefined && { incidentRef }) },
        { idempotencyKey },
      ),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['executions'] }),
        queryClient.invalidateQueries({ queryKey: ['agents', 'detail'] }),
        ...(incidentRef === undefined
          ? []
          : [queryClient.invalidateQueries({ queryKey: ['incidents', incidentRef] })]),
      ]),
  });
  const [missing, setMissing] = useState<string>();

  function submit(form: FormData) {
    const reason = String(form.get('reason') ?? '').trim();
    setMissing(reason.length < 3 ? 'Say why, in a few words.' : undefined);
    if (reason.length >= 3) mutate(reason);
  }

  return (
    <Dialog isOpen onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent
        width="small"
        title={`Cancel ${toolName ?? 'this call'}?`}
        description={`On ${agentName ?? 'its agent'}. XEM is asked once. What the call has done so far stays done, and XEM does not promise to break off what is already running.`}
      >
        {data ? (
          <>
            <DialogBody>
              <Banner tone={tones[data.outcome]} title={describeCancellation(data.outcome, data.seenStatus)}>
                {data.xemRequestId ? `XEM request ${data.xemRequestId}` : null}
              </Banner>
            </DialogBody>
            <DialogFooter>
              <DialogClose asChild>
                <Button variant="primary">Close</Button>
              </DialogClose>
            </DialogFooter>
          </>
        ) : (
          <form
            noValidate
            className="contents"
            onSubmit={(event) => {
              event.preventDefault();
              if (!isPending) submit(new FormData(event.currentTarget));
            }}
          >
            <DialogBody className="grid content-start gap-3.5">
              <Field
                label="Reason"
                name="reason"
                hint="Kept by Holdfast; XEM stores none."
                error={missing ?? formErrors(error).reason}
                isRequired
              >
                <Textarea rows={2} maxLength={2_000} />
              </Field>
              <div role="alert">
                {error ? <Banner tone="danger" title={formFault(error) ?? 'It was not sent.'} /> : null}
              </div>
            </DialogBody>
            <DialogFooter>
              <DialogClose asChild>
                <Button>Let it run</Button>
              </DialogClose>
              <Button type="submit" variant="danger" isBusy={isPending}>
                {isPending ? 'Asking XEM…' : 'Cancel this call'}
              </Button>
            </DialogFooter>
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}
