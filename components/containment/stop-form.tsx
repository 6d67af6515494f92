'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { PlacePicker } from '@/components/containment/place-picker';
import { ScopeLadder } from '@/components/containment/scope-ladder';
import { type Stop, stopSender } from '@/components/containment/send-stop';
import type { StopFor, StopRequest } from '@/components/containment/stop-dialog';
import { StopError } from '@/components/containment/stop-error';
import { StopIncident } from '@/components/containment/stop-incident';
import { type StopPlace, selectionAt } from '@/components/containment/stop-place';
import { StopPreview } from '@/components/containment/stop-preview';
import { StopProgress } from '@/components/containment/stop-progress';
import { Button } from '@/components/ui/button';
import { DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { StatusGlyph } from '@/components/ui/status-glyph';
import { TimeText } from '@/components/ui/time-text';
import { type HoldRung, holdRungs } from '@/lib/containment/hold';
import { previewFromDetail } from '@/lib/containment/hold-preview';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { holdLabel } from '@/lib/containment/hold-words';
import { containmentOf, heldNow, holdPreview } from '@/lib/containment/queries';
import { isAppError } from '@/lib/errors';

const refreshEveryMs = 5_000;

/** The one thing that must be typed. On a phone its keyboard would hide what stops. */
function focusOnDesk(input: HTMLInputElement | null): void {
  if (navigator.maxTouchPoints === 0) input?.focus();
}

function focusField(form: HTMLFormElement, name: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLElement) field.focus();
}

function whereOf(request: StopRequest, joined: string | null): StopFor {
  if ('incidentRef' in request || joined === null) return request;
  const { subject } = request.declare;
  return { incidentRef: joined, ...(subject && { subject }) };
}

type Errors = { reason?: string; confirmName?: string };

export function StopForm({ request, onClose }: { request: StopRequest; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [place, setPlace] = useState<StopPlace>(request.places[0] ?? { agentId: null, workspaceId: null });
  const [chosen, setChosen] = useState<HoldRung | undefined>(request.rung);
  const [joined, setJoined] = useState('joins' in request ? (request.joins ?? null) : null);
  const [errors, setErrors] = useState<Errors>({});
  const justDeclared = useRef<string | null>(null);
  const [declared, setDeclared] = useState<string | null>(null);
  const [send] = useState(() =>
    stopSender((incidentRef) => {
      justDeclared.current = incidentRef;
    }),
  );

  // The narrowest stop that the place allows; never everything unless a person chose it.
  const possible = holdRungs.filter((rung) => selectionAt(rung, place) !== null);
  const rung = chosen && possible.includes(chosen) ? chosen : possible.find((it) => it !== 'all');
  const selection = rung && selectionAt(rung, place);
  // An incident that was declared a moment ago holds nothing, so the preview that was read without it stands.
  const joinedBefore = joined === declared ? null : joined;
  const incidentRef = 'incidentRef' in request ? request.incidentRef : joinedBefore;
  const options = holdPreview(incidentRef, selection ?? { rung: 'all' });
  const preview = useQuery({ ...options, enabled: Boolean(selection), refetchInterval: refreshEveryMs });
  const seen = selection ? preview.data : undefined;

  const stop = useMutation({
    mutationFn: (input: Stop) => send(whereOf(request, joined), input),
    onError: (error) => {
      if (justDeclared.current !== null) {
        // It is open now, whatever became of the hold. Told once: another choice after that is the person's.
        setDeclared(justDeclared.current);
        setJoined(justDeclared.current);
        justDeclared.current = null;
      }
      const fresh = isAppError(error, 'counts_changed') && previewFromDetail(error.details.preview);
      if (fresh) queryClient.setQueryData(options.queryKey, fresh);
    },
    onSuccess: (hold) => {
      void queryClient.invalidateQueries({ queryKey: containmentOf(hold.incidentRef).queryKey });
      void queryClient.invalidateQueries({ queryKey: heldNow().queryKey });
      void queryClient.invalidateQueries({ queryKey: ['incidents', 'list'] });
    },
  });

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (stop.isPending || !seen || seen.targets.length === 0) return;
    const form = new FormData(event.currentTarget);
    const reason = placeHoldInput.shape.reason.safeParse(form.get('reason'));
    const confirmName = seen.confirmName === null ? undefined : String(form.get('confirmName')).trim();
    const isConfirmed = confirmName === undefined || confirmName === seen.confirmName;
    setErrors({
      ...(reason.success ? {} : { reason: 'Say why, in a few words.' }),
      ...(isConfirmed ? {} : { confirmName: `Type ${seen.confirmName} exactly as it is written here.` }),
    });
    if (!reason.success) focusField(event.currentTarget, 'reason');
    else if (!isConfirmed) focusField(event.currentTarget, 'confirmName');
    else stop.mutate({ preview: seen, reason: reason.data, confirmName });
  }

  if (stop.data) {
    return <StopProgress hold={stop.data} isElsewhere={!('incidentRef' in request)} onClose={onClose} />;
  }
  return (
    <form onSubmit={submit} noValidate className="contents">
      <DialogBody className="grid content-start gap-3.5">
        {request.places.length === 1 ? null : (
          <PlacePicker places={request.places} place={place} onPick={setPlace} />
        )}
        {'incidentRef' in request ? null : <StopIncident incidentRef={joined} onChoose={setJoined} />}
        <ScopeLadder incidentRef={incidentRef} place={place} rung={rung} onChoose={setChosen} />
        {selection ? <StopPreview preview={preview} /> : null}
        <Field
          label="Reason, kept in the log and shown to everyone who asks why these agents are held"
          name="reason"
          isRequired
          error={errors.reason}
        >
          <Input
            ref={focusOnDesk}
            autoComplete="off"
            maxLength={1000}
            className="pointer-coarse:h-control-touch"
          />
        </Field>
        {seen?.confirmName ? (
          <Field
            label={
              <>
                This reaches far. Type <b className="font-mono text-ink">{seen.confirmName}</b> to go on
              </>
            }
            name="confirmName"
            isRequired
            error={errors.confirmName}
          >
            <Input
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              className="pointer-coarse:h-control-touch"
            />
          </Field>
        ) : null}
        <StopError error={stop.error} />
      </DialogBody>
      <DialogFooter>
        <p className="mr-auto max-w-90 text-ink-3 text-small max-md:basis-full">
          {seen?.asOf ? (
            <>
              Counts as of <TimeText at={seen.asOf} show="absolute" />; if other agents are meant by then, or
              much more work would stop, you see that first.
            </>
          ) : null}
        </p>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button
          type="submit"
          variant="danger"
          aria-disabled={!seen || seen.targets.length === 0 || undefined}
          isBusy={stop.isPending}
        >
          <StatusGlyph glyph="square" className="size-2.5" />
          {seen ? holdLabel(seen, seen.targets.length) : 'Hold…'}
        </Button>
      </DialogFooter>
    </form>
  );
}
