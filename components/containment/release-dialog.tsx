'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { idempotencyKeys } from '@/components/containment/send-stop';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Row, RowList } from '@/components/ui/row-list';
import type { HeldScope, Hold } from '@/lib/containment/containment';
import { releaseHoldEndpoint } from '@/lib/containment/endpoints';
import { releaseHoldInput } from '@/lib/containment/hold-schema';
import { countOf, holdText, placeText } from '@/lib/containment/hold-words';
import { containmentOf, heldNow } from '@/lib/containment/queries';
import { addTallies } from '@/lib/containment/tally-by-tool';
import type { ToolTally } from '@/lib/containment/tally-by-tool-schema';
import { isAppError } from '@/lib/errors';
import { callApi } from '@/lib/http/api-client';
import { isGated } from '@/lib/triage/approval-verdict';

export type ReleaseDialogProps = {
  /** Null keeps the dialog closed. */
  hold: Hold | null;
  /** The scopes of the incident, as they are now. */
  scopes: HeldScope[];
  onClose: () => void;
};

/** Lifts a hold, after a look at what that sets free. */
export function ReleaseDialog({ hold, scopes, onClose }: ReleaseDialogProps) {
  return (
    <Dialog isOpen={hold !== null} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent
        title={hold ? `Release ${holdText(hold, hold.activeScopeIds.length)}` : 'Release'}
        description="Look at what starts again first. What other incidents hold stays paused."
      >
        {hold ? <ReleaseForm hold={hold} scopes={scopes} onClose={onClose} /> : null}
      </DialogContent>
    </Dialog>
  );
}

type FormProps = { hold: Hold; scopes: HeldScope[]; onClose: () => void };

function ReleaseForm({ hold, scopes, onClose }: FormProps) {
  const queryClient = useQueryClient();
  const [reasonError, setReasonError] = useState<string>();
  const [keyFor] = useState(idempotencyKeys);
  const { incidentRef, holdId } = hold;
  const meant = scopes.filter(({ scopeId }) => hold.activeScopeIds.includes(scopeId));
  const kept = meant.filter((scope) => isKept(scope, hold));
  const resuming = meant.filter((scope) => !kept.includes(scope));
  const release = useMutation({
    mutationFn: (reason: string) => {
      const body = { incidentRef, holdId, reason };
      return callApi(releaseHoldEndpoint, body, { idempotencyKey: keyFor(body) });
    },
    onSuccess: onClose,
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: containmentOf(incidentRef).queryKey });
      void queryClient.invalidateQueries({ queryKey: heldNow().queryKey });
    },
  });

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const reason = releaseHoldInput.shape.reason.safeParse(new FormData(event.currentTarget).get('reason'));
    setReasonError(reason.success ? undefined : 'Say why it is safe now, in a few words.');
    if (reason.success && !release.isPending) release.mutate(reason.data);
  }

  return (
    <form onSubmit={submit} noValidate className="contents">
      <DialogBody className="grid content-start gap-3.5">
        <Firing tallies={addTallies(resuming.flatMap(({ queuedByTool }) => queuedByTool))} />
        {kept.length > 0 ? (
          <Banner tone="held" title={`${countOf(kept.length, 'agent')} will stay paused.`}>
            {kept.map((scope) => `${scope.agentName} on ${placeText(scope)}`).join(', ')}: still held
            elsewhere.
          </Banner>
        ) : null}
        <Field label="Why it is safe now, kept in the log" name="reason" isRequired error={reasonError}>
          <Input autoComplete="off" maxLength={1000} className="pointer-coarse:h-control-touch" />
        </Field>
        {release.error ? (
          <Banner tone="danger" title="Not released.">
            {isAppError(release.error) ? release.error.userMessage : 'Something went wrong. Try again.'}
          </Banner>
        ) : null}
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Keep the hold</Button>
        </DialogClose>
        <Button type="submit" variant="primary" isBusy={release.isPending}>
          {resuming.length > 0 ? `Release ${countOf(resuming.length, 'agent')}` : 'Give up this hold'}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** Another incident, or another hold of this one, means the scope too. */
function isKept({ alsoHeldBy, holdIds }: HeldScope, hold: Hold): boolean {
  return alsoHeldBy.length > 0 || holdIds.some((holdId) => holdId !== hold.holdId);
}

function Firing({ tallies }: { tallies: ToolTally[] }) {
  const total = tallies.reduce((sum, { count }) => sum + count, 0);
  return (
    <section>
      <h3 className="mb-1 font-medium">
        {total === 0
          ? 'Nothing is known to be queued.'
          : `${countOf(total, 'queued call')} will start at once:`}
      </h3>
      <RowList>
        {tallies.map(({ toolName, risk, count }) => (
          <Row key={`${toolName} ${risk}`} className="grid-cols-[2.5rem_minmax(0,1fr)_auto]">
            <span className="text-right font-semibold tabular-nums">{count}</span>
            <span className="wrap-anywhere">{toolName ?? 'unknown tool'}</span>
            <Chip tone={isGated(risk) ? 'danger' : 'neutral'} {...(isGated(risk) ? {} : { glyph: null })}>
              {risk ?? 'unknown risk'}
            </Chip>
          </Row>
        ))}
      </RowList>
    </section>
  );
}
