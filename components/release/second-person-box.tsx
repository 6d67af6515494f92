'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { useReleaseChange } from '@/components/release/use-release-change';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { TimeText } from '@/components/ui/time-text';
import { countOf } from '@/lib/containment/hold-words';
import { callLater } from '@/lib/http/call-later';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { sendOnce } from '@/lib/http/send-once';
import type { Release } from '@/lib/release/release-schema';

const ReviewAgainDialog = dynamic(
  () => import('@/components/release/review-again-dialog').then((module) => module.ReviewAgainDialog),
  { ssr: false },
);

type Verdict = 'confirm' | 'decline' | 'force';

/** What the asker saw, for the one who has to agree; and the way out when nobody can be reached. */
export function SecondPersonBox({ release }: { release: Release }) {
  const { incidentRef, releaseId, review, changesSinceReview, mayNotConfirm } = release;
  const { mayCommand } = useIncidentHere();
  const [asking, setAsking] = useState<Verdict | 'review' | null>(null);
  const [send] = useState(() => sendOnce(sendVerdict));
  const close = () => {
    setAsking(null);
    if (!decide.isPending) decide.reset();
  };
  const decide = useReleaseChange(
    incidentRef,
    (asked: Asked) => send(asked, { ...asked, incidentRef, releaseId }),
    () => setAsking(null),
  );
  const hasChanged = changesSinceReview.length > 0;
  const verdict = asking === 'review' ? null : asking;
  return (
    <div className="grid gap-2 rounded-card border border-draining-line p-3">
      <p className="font-medium">A second person has to agree.</p>
      <p className="text-ink-2">
        {release.askedByName} saw {countOf(review.targetCount, 'agent')} and{' '}
        {countOf(review.queuedCount, 'queued call')}, {review.dangerousCount} of them dangerous,{' '}
        {review.staleCount} perhaps no longer wanted
        {review.asOf ? (
          <>
            , as of <TimeText at={review.asOf} />
          </>
        ) : null}
        . The cause {review.causeFix ? 'was' : 'was not'} marked as fixed.
      </p>
      {hasChanged ? (
        <Banner
          tone="danger"
          title="It has changed since."
          action={
            mayCommand ? (
              <Button size="small" onClick={() => setAsking('review')}>
                Review it again…
              </Button>
            ) : null
          }
        >
          {changesSinceReview.join('; ')}
        </Banner>
      ) : null}
      {mayNotConfirm ? <p className="text-ink-2">{mayNotConfirm}</p> : null}
      {mayCommand ? (
        <div className="flex flex-wrap gap-2">
          {mayNotConfirm === null && !hasChanged ? (
            <Button
              variant="primary"
              className="pointer-coarse:h-control-touch"
              onClick={() => setAsking('confirm')}
            >
              Agree and release {countOf(release.stages[0]?.targets.length ?? 0, 'agent')}…
            </Button>
          ) : null}
          {mayNotConfirm === null ? (
            <Button className="pointer-coarse:h-control-touch" onClick={() => setAsking('decline')}>
              Decline…
            </Button>
          ) : null}
          {hasChanged ? null : (
            <Button className="pointer-coarse:h-control-touch" onClick={() => setAsking('force')}>
              Nobody else can be reached…
            </Button>
          )}
        </div>
      ) : null}
      <ConfirmDialog
        isOpen={verdict !== null}
        onOpenChange={(isOpen) => (isOpen ? undefined : close())}
        title={verdict ? titles[verdict] : ''}
        description={verdict ? meanings[verdict] : ''}
        confirmLabel={verdict ? labels[verdict] : ''}
        tone={verdict === 'force' ? 'danger' : 'primary'}
        isBusy={decide.isPending}
        error={formFault(decide.error)}
        onConfirm={(form) => verdict && decide.mutate(readForm(verdict, form))}
        {...(verdict === 'force' && { typedName: incidentRef })}
      >
        <Field
          label="Why, kept in the log"
          name="reason"
          isRequired={verdict !== 'confirm'}
          error={formErrors(decide.error).reason}
        >
          <Input autoComplete="off" maxLength={1000} />
        </Field>
      </ConfirmDialog>
      {asking === 'review' ? <ReviewAgainDialog key={releaseId} release={release} onClose={close} /> : null}
    </div>
  );
}

const titles: Record<Verdict, string> = {
  confirm: 'Agree to this release?',
  decline: 'Decline this release?',
  force: 'Release without a second person?',
};
const meanings: Record<Verdict, string> = {
  confirm: 'The first stage begins at once.',
  decline: 'The hold stays.',
  force: 'Only when nobody else can be reached. It stands in red in the log, and everybody is told.',
};
const labels: Record<Verdict, string> = {
  confirm: 'Agree and release',
  decline: 'Decline',
  force: 'Release alone',
};

type Asked = { verdict: Verdict; reason: string; confirmRef: string };

function readForm(verdict: Verdict, form: FormData): Asked {
  const text = (name: string): string => String(form.get(name) ?? '').trim();
  return { verdict, reason: text('reason'), confirmRef: text('typedName') };
}

function sendVerdict(
  { verdict, reason, confirmRef, ...of }: Asked & Pick<Release, 'incidentRef' | 'releaseId'>,
  options: { idempotencyKey: string },
): Promise<Release> {
  const endpoints = () => import('@/lib/release/endpoints');
  if (verdict === 'decline') {
    return callLater(async () => (await endpoints()).declineReleaseEndpoint, { ...of, reason }, options);
  }
  if (verdict === 'force') {
    return callLater(
      async () => (await endpoints()).forceReleaseEndpoint,
      { ...of, reason, confirmRef },
      options,
    );
  }
  return callLater(
    async () => (await endpoints()).confirmReleaseEndpoint,
    { ...of, ...(reason && { reason }) },
    options,
  );
}
