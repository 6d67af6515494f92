'use client';

import { useState } from 'react';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { useReleaseChange } from '@/components/release/use-release-change';
import { Button, type ButtonProps } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { countOf } from '@/lib/containment/hold-words';
import { callLater } from '@/lib/http/call-later';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';
import { canSteer, type Steering } from '@/lib/release/release';
import type { Release } from '@/lib/release/release-schema';

type Asked = { steering: Steering; reason?: string };

/** What a person can do with a release, in the words of what happens. Setting more free is asked twice. */
export function ReleaseActions({ release }: { release: Release }) {
  const { incidentRef, releaseId, state, isFixGone } = release;
  const [asking, setAsking] = useState<Steering | null>(null);
  const steer = useReleaseChange(
    incidentRef,
    ({ steering, reason }: Asked) =>
      callLater(
        async () => (await import('@/lib/release/endpoints')).steerReleaseEndpoint,
        { incidentRef, releaseId, steering, ...(reason && { reason }) },
        // A new one for each press: the same steering may be asked for again after somebody else's.
        { idempotencyKey: newIdempotencyKey() },
      ),
    () => setAsking(null),
  );
  // What one dialog was refused for is no word on the next.
  const close = () => {
    setAsking(null);
    if (!steer.isPending) steer.reset();
  };
  const words = wordsFor(release);
  const { mayWrite, mayCommand } = useIncidentHere();
  const offered = order.filter(
    (steering) =>
      (isStop(steering) ? mayWrite : mayCommand) && canSteer(state, steering) && words[steering] !== null,
  );
  if (offered.length === 0) return null;
  const isAtOnce = (steering: Steering): boolean =>
    steering === 'pause' || (steering === 'resume' && !isFixGone);
  const needsReason = isFixGone && (asking === 'resume' || asking === 'continue');
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {offered.map((steering) => (
          <Button
            key={steering}
            className="pointer-coarse:h-control-touch"
            variant={variants[steering] ?? 'default'}
            isBusy={steer.isPending && steer.variables.steering === steering}
            onClick={() => (isAtOnce(steering) ? steer.mutate({ steering }) : setAsking(steering))}
          >
            {words[steering]}
            {isAtOnce(steering) ? '' : '…'}
          </Button>
        ))}
        <span role="alert" className="text-danger text-small">
          {asking === null && steer.error ? formFault(steer.error) : null}
        </span>
      </div>
      <ConfirmDialog
        isOpen={asking !== null}
        onOpenChange={(isOpen) => (isOpen ? undefined : close())}
        title={`${asking ? words[asking] : ''}?`}
        description={asking ? meaningOf(asking, needsReason) : ''}
        confirmLabel={(asking && words[asking]) ?? 'Go on'}
        tone={asking === 'hold_again' ? 'danger' : 'primary'}
        isBusy={steer.isPending}
        error={formFault(steer.error)}
        onConfirm={(form) => {
          const reason = String(form.get('reason') ?? '').trim();
          if (asking) steer.mutate({ steering: asking, reason });
        }}
      >
        <Field
          label="Why, kept in the log"
          name="reason"
          isRequired={needsReason}
          error={formErrors(steer.error).reason}
        >
          <Input autoComplete="off" maxLength={1000} />
        </Field>
      </ConfirmDialog>
    </>
  );
}

/** What keeps or takes agents from work is for responders, as stopping is. */
const isStop = (steering: Steering): boolean => steering === 'pause' || steering === 'hold_again';

const order: Steering[] = ['hold_again', 'pause', 'resume', 'continue', 'cancel'];
const variants: Partial<Record<Steering, ButtonProps['variant']>> = { hold_again: 'danger' };

const meanings: Record<Steering, string> = {
  hold_again: 'They are paused at once. Calls in flight run to their end.',
  pause: '',
  resume: 'It goes on where it was paused. A window that was open begins anew.',
  continue:
    'The rest of the window is not waited for. What is released stays watched while the release goes on.',
  cancel: 'Agents that are still held stay held. Those that are released run on, and are watched no more.',
};

function meaningOf(steering: Steering, needsReason: boolean): string {
  return needsReason ? `The cause is no longer marked as fixed. ${meanings[steering]}` : meanings[steering];
}

function wordsFor({ stages, state }: Release): Record<Steering, string | null> {
  const free = stages
    .flatMap(({ targets }) => targets)
    .filter(({ releasedAt }) => releasedAt !== null).length;
  const next = stages.find(({ startedAt }) => startedAt === null);
  return {
    hold_again: free > 0 ? `Hold ${countOf(free, 'agent')} again` : null,
    pause: next ? 'Pause the release' : null,
    resume: 'Go on with the release',
    continue: next
      ? `Release stage ${next.number} now, ${countOf(next.targets.length, 'agent')}`
      : 'End the watch now',
    cancel: cancelWord(state === 'waiting', next !== undefined),
  };
}

function cancelWord(isWaiting: boolean, hasNext: boolean): string | null {
  if (isWaiting) return 'Withdraw the request';
  return hasNext ? 'Cancel what is left' : null;
}
