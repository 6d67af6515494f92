'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect } from 'react';
import { RetryButton } from '@/components/containment/retry-button';
import { ScopeList } from '@/components/containment/scope-list';
import { StopTrouble } from '@/components/containment/stop-trouble';
import { WithdrawRest } from '@/components/containment/withdraw-rest';
import { announce } from '@/components/ui/announce';
import { Button } from '@/components/ui/button';
import { DialogBody, DialogFooter } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { ProgressBar } from '@/components/ui/progress-bar';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { Containment, HeldScope, Hold } from '@/lib/containment/containment';
import { isOfPlace } from '@/lib/containment/hold';
import { countOf } from '@/lib/containment/hold-words';
import { containmentOf } from '@/lib/containment/queries';
import { hasFailed, isMoving, isStopped } from '@/lib/containment/summarise-containment';

export type StopProgressProps = {
  hold: Hold;
  /** Pressed away from the incident, declared with the stop or joined: then there is a page to go to. */
  isElsewhere: boolean;
  onClose: () => void;
};

const lookAgainMs = 1_500;

/** What XEM has really done, one row an agent. The dialog may be closed: the work goes on. */
export function StopProgress({ hold, isElsewhere, onClose }: StopProgressProps) {
  const { incidentRef, holdId } = hold;
  const containment = useQuery({
    ...containmentOf(incidentRef),
    // The stream tells sooner; this is for a browser that has lost it just now.
    refetchInterval: ({ state }) => (isAwaited(state.data, holdId) ? lookAgainMs : false),
  });
  // What was read before the hold was placed says nothing about it.
  const seen = containment.data?.holds.find((it) => it.holdId === holdId);
  const current = seen && containment.data;
  const { scopeIds, activeScopeIds } = seen ?? hold;
  // What was given up is no longer awaited.
  const awaitedIds = new Set(activeScopeIds);
  const scopes = current?.scopes.filter(({ scopeId }) => awaitedIds.has(scopeId)) ?? [];
  const untakenCount = current && isOfPlace(hold.rung) ? current.untakenInFlightCount : 0;
  const text = current
    ? progressText(scopes, { untakenCount, givenUpCount: scopeIds.length - activeScopeIds.length })
    : 'The hold is written down; XEM is being asked.';
  useEffect(() => announce(text), [text]);
  const failed = scopes.filter(hasFailed);
  const confirmed = scopes.filter(isStopped);

  return (
    <>
      <DialogBody className="grid content-start gap-3">
        <div>
          <p className="mb-1.5 font-medium">{text}</p>
          <ProgressBar
            label="Agents seen stopped"
            value={confirmed.length}
            max={activeScopeIds.length}
            tone={failed.length > 0 ? 'danger' : 'held'}
          />
        </div>
        <Rows containment={current} error={containment.error} scopes={scopes} incidentRef={incidentRef} />
        <div className="flex flex-wrap items-start gap-3">
          {failed.length > 1 ? (
            <RetryButton incidentRef={incidentRef} holdId={holdId}>
              Retry all that failed
            </RetryButton>
          ) : null}
          <WithdrawRest incidentRef={incidentRef} holdId={holdId} scopes={scopes} />
        </div>
        <StopTrouble scopes={scopes} />
      </DialogBody>
      <DialogFooter>
        <p className="mr-auto max-w-90 text-ink-3 text-small max-md:basis-full">
          {activeScopeIds.length > 0
            ? 'You may close this; Holdfast goes on until every agent is held.'
            : 'Nothing is held by this stop any more.'}
        </p>
        {isElsewhere ? (
          <Button asChild variant="primary">
            <Link href={`/incidents/${incidentRef}`} onClick={onClose}>
              Open {incidentRef}
            </Link>
          </Button>
        ) : null}
        <Button onClick={onClose}>Close</Button>
      </DialogFooter>
    </>
  );
}

type RowsProps = {
  containment: Containment | undefined;
  error: Error | null;
  scopes: HeldScope[];
  incidentRef: string;
};

function Rows({ containment, error, scopes, incidentRef }: RowsProps) {
  if (containment) {
    return <ScopeList scopes={scopes} incidentRef={incidentRef} mayRetry />;
  }
  if (error) {
    return (
      <ErrorState
        title="How far the stop is cannot be read"
        detail="The hold is written down and will be carried out."
      />
    );
  }
  return <SkeletonRows rows={2} label="Loading the agents" />;
}

function isAwaited(data: Containment | undefined, holdId: string): boolean {
  return !data?.holds.some((hold) => hold.holdId === holdId) || isMoving(data);
}

type Beside = {
  /** Calls that name no agent, of a stop that means whoever works there. */
  untakenCount: number;
  givenUpCount: number;
};

function progressText(scopes: HeldScope[], { untakenCount, givenUpCount }: Beside): string {
  const rest = givenUpCount > 0 ? ` ${countOf(givenUpCount, 'agent')} given up.` : '';
  return scopes.length === 0 ? `No agent is held.${rest}` : `${stopText(scopes, untakenCount)}${rest}`;
}

function stopText(scopes: HeldScope[], untakenCount: number): string {
  const confirmed = scopes.filter(isStopped).length;
  const failed = scopes.filter(hasFailed).length;
  const of = countOf(scopes.length, 'agent');
  if (failed > 0) return `${confirmed} of ${of} stopped, ${failed} not: see below.`;
  if (confirmed < scopes.length) return `${confirmed} of ${of} stopped, the others are being asked.`;
  const blindCount = scopes.filter(({ progress }) => progress === 'unverifiable').length;
  if (blindCount > 0) return `XEM accepted for ${of}; ${blindCount} of them cannot be verified.`;
  const inFlight = scopes.reduce((total, { inFlightCount }) => total + inFlightCount, untakenCount);
  return inFlight > 0
    ? `Nothing new can start. ${countOf(inFlight, 'call')} still in flight.`
    : 'Nothing new can start. Nothing is known to be in flight.';
}
