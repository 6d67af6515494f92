'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { CauseFixBox } from '@/components/release/cause-fix-box';
import { ChangesSince } from '@/components/release/changes-since';
import { readReleaseForm, type StageChoice, sharesOf } from '@/components/release/read-release-form';
import { ReviewQueue } from '@/components/release/review-queue';
import { ReviewTargets } from '@/components/release/review-targets';
import { StageFields } from '@/components/release/stage-fields';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { countOf } from '@/lib/containment/hold-words';
import { heldNow } from '@/lib/containment/queries';
import { isAppError } from '@/lib/errors';
import { callOnce } from '@/lib/http/call-once';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { askReleaseEndpoint } from '@/lib/release/endpoints';
import { planStages } from '@/lib/release/plan-stages';
import type { ReleaseReview } from '@/lib/release/release-schema';

/** The review above, the way out below, and one button that says what happens. */
export function ReleaseForm({ review, onClose }: { review: ReleaseReview; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { mayCommand } = useIncidentHere();
  const { incidentRef, holdId, targets } = review;
  const [choice, setChoice] = useState<StageChoice>(targets.length > 1 ? 'stages' : 'all');
  const [scopeId, setScopeId] = useState(targets[0]?.scopeId ?? '');
  const [watchMinutes, setWatchMinutes] = useState(10);
  const [send] = useState(() => callOnce(askReleaseEndpoint));
  const ask = useMutation({
    mutationFn: async (form: FormData) => {
      const { seen, ...asked } = readReleaseForm(form, review, { choice, scopeId, watchMinutes });
      return send(asked, { incidentRef, holdId, ...asked, seen });
    },
    onSuccess: onClose,
    onSettled: () => {
      // Everything of the containment, and the review with it: a refused release shows what has changed.
      void queryClient.invalidateQueries({ queryKey: ['incidents', incidentRef, 'containment'] });
      void queryClient.invalidateQueries({ queryKey: heldNow().queryKey });
    },
  });
  const errors = formErrors(ask.error);

  function submit(event: FormEvent<HTMLFormElement>): void {
    // A form of a dialog that this one opened reports here too.
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    if (!ask.isPending) ask.mutate(new FormData(event.currentTarget));
  }

  return (
    <form onSubmit={submit} noValidate className="contents">
      <DialogBody className="grid content-start gap-4">
        <ReviewQueue review={review} />
        <ReviewTargets targets={targets} />
        <ChangesSince review={review} />
        <CauseFixBox review={review} error={errors.withoutFixReason} />
        {mayCommand ? (
          <>
            <StageFields
              review={review}
              choice={choice}
              onChoice={setChoice}
              scopeId={scopeId}
              onScope={setScopeId}
              watchMinutes={watchMinutes}
              onWatchMinutes={setWatchMinutes}
              errors={errors}
            />
            <Field label="Why it is safe now, kept in the log" name="reason" isRequired error={errors.reason}>
              <Input autoComplete="off" maxLength={1000} className="pointer-coarse:h-control-touch" />
            </Field>
          </>
        ) : (
          <p className="text-ink-2">Releasing takes the role Commander; this is what it would set free.</p>
        )}
        {review.needsSecond ? (
          <Banner tone="draining" title="A second person has to agree.">
            {review.destructiveCount > 0
              ? `${countOf(review.destructiveCount, 'call')} that may have destroyed something ran in this incident or by these agents. `
              : null}
            Nothing starts until another commander has looked at this too.
          </Banner>
        ) : null}
        <div role="alert">
          {ask.error ? (
            <Banner
              tone="danger"
              title={
                isAppError(ask.error, 'unavailable')
                  ? 'Perhaps not released: no answer came.'
                  : 'Not released.'
              }
            >
              {isAppError(ask.error)
                ? ask.error.userMessage
                : (formFault(ask.error) ?? 'Look at the fields above.')}
            </Banner>
          ) : null}
        </div>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>{mayCommand ? 'Keep the hold' : 'Close'}</Button>
        </DialogClose>
        {mayCommand ? (
          <Button type="submit" variant="primary" isBusy={ask.isPending}>
            {label(review, { choice, scopeId, watchMinutes })}
          </Button>
        ) : null}
      </DialogFooter>
    </form>
  );
}

type Chosen = { choice: StageChoice; scopeId: string; watchMinutes: number };

/** 'Release 1 of 12 agents, watch 10 min'. */
function label({ targets, needsSecond }: ReleaseReview, { choice, scopeId, watchMinutes }: Chosen): string {
  const meant = choice === 'one' ? targets.filter((target) => target.scopeId === scopeId) : targets;
  const first = planStages(meant, sharesOf(choice))[0]?.length ?? 0;
  const all = targets.length;
  const what = first === all ? countOf(all, 'agent') : `${first} of ${countOf(all, 'agent')}`;
  const watch = watchMinutes > 0 ? `, watch ${watchMinutes} min` : '';
  return needsSecond ? `Ask to release ${what}${watch}` : `Release ${what}${watch}`;
}
