'use client';

import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { CancelCallProvider } from '@/components/executions/cancel-call-provider';
import { CauseFixBox } from '@/components/release/cause-fix-box';
import { ReviewQueue } from '@/components/release/review-queue';
import { ReviewTargets } from '@/components/release/review-targets';
import { useReleaseChange } from '@/components/release/use-release-change';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SkeletonRows } from '@/components/ui/skeleton';
import { callOnce } from '@/lib/http/call-once';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { reviewReleaseAgainEndpoint } from '@/lib/release/endpoints';
import { releaseReview } from '@/lib/release/queries';
import { type Release, type ReleaseReview, reviewAgainInput } from '@/lib/release/release-schema';

/** Looks at the queue as it is now; whoever does so is the one who asks from then on. Mount it to open it. */
export function ReviewAgainDialog({ release, onClose }: { release: Release; onClose: () => void }) {
  const { incidentRef, holdId, releaseId } = release;
  const { data, error } = useQuery(releaseReview(incidentRef, holdId));
  const [ask] = useState(() => callOnce(reviewReleaseAgainEndpoint));
  const send = useReleaseChange(
    incidentRef,
    async ({ form, review }: { form: FormData; review: ReleaseReview }) => {
      const withoutFixReason = String(form.get('withoutFixReason') ?? '').trim();
      const { seen, ...asked } = reviewAgainInput.parse({
        reason: form.get('reason'),
        ...(withoutFixReason && { withoutFixReason }),
        seen: seenOf(release, review),
      });
      return ask(asked, { incidentRef, releaseId, ...asked, seen });
    },
    onClose,
  );
  function submit(event: FormEvent<HTMLFormElement>): void {
    // A form of a dialog that this one opened reports here too.
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    if (data && !send.isPending) send.mutate({ form: new FormData(event.currentTarget), review: data });
  }
  const errors = formErrors(send.error);
  const fault = formFault(send.error) ?? (error ? 'What would start again cannot be read.' : null);
  return (
    <Dialog isOpen onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DialogContent
        width="large"
        title="Review the release again"
        description="From now on you are the one who asks, and another person has to agree."
      >
        <CancelCallProvider>
          <form onSubmit={submit} noValidate className="contents">
            <DialogBody className="grid content-start gap-4">
              {data ? (
                <>
                  <ReviewQueue review={data} />
                  <ReviewTargets targets={data.targets} />
                  {release.withoutFixReason === null ? (
                    <CauseFixBox review={data} error={errors.withoutFixReason} />
                  ) : null}
                </>
              ) : (
                <SkeletonRows rows={4} label="Loading what would start again" />
              )}
              <Field
                label="Why it is safe now, kept in the log"
                name="reason"
                isRequired
                error={errors.reason}
              >
                <Input autoComplete="off" maxLength={1000} defaultValue={release.reason} />
              </Field>
              {fault ? <Banner tone="danger" title={fault} /> : null}
            </DialogBody>
            <DialogFooter>
              <DialogClose asChild>
                <Button>Keep waiting</Button>
              </DialogClose>
              <Button type="submit" variant="primary" isBusy={send.isPending}>
                I have reviewed this
              </Button>
            </DialogFooter>
          </form>
        </CancelCallProvider>
      </DialogContent>
    </Dialog>
  );
}

/** The hold may mean more agents than this release frees. */
function seenOf({ stages }: Release, { seen }: ReleaseReview): ReleaseReview['seen'] {
  const meant = new Set(stages.flatMap(({ targets }) => targets.map(({ scopeId }) => scopeId)));
  return { ...seen, scopeIds: seen.scopeIds.filter((scopeId) => meant.has(scopeId)) };
}
