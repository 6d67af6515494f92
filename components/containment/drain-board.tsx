'use client';

import { useQuery } from '@tanstack/react-query';
import { ApprovalsUnseen } from '@/components/connection/approvals-unseen';
import { DrainScopeItem } from '@/components/containment/drain-scope-item';
import { CancelCallProvider } from '@/components/executions/cancel-call-provider';
import { useIsBehind } from '@/components/freshness/use-is-behind';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Figure, Figures } from '@/components/ui/figure';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeText } from '@/components/ui/time-text';
import { containmentSources } from '@/lib/containment/containment-sources';
import type { Drain } from '@/lib/containment/drain';
import { countOf } from '@/lib/containment/hold-words';
import { drainOf } from '@/lib/containment/queries';

/** The stream tells of calls; approvals, time-outs, and lists that show nothing new pass without it. */
const lookAgainMs = 5_000;

/** Few are open from the start, many are unfolded one by one. */
const unfoldedScopes = 6;

/** What still runs, is queued or waits behind the stops: the sums, then each place, the most urgent first. */
export function DrainBoard({ incidentRef }: { incidentRef: string }) {
  const { data, error, refetch, isFetching } = useQuery({
    ...drainOf(incidentRef),
    refetchInterval: ({ state }) => (state.data && isAwaited(state.data) ? lookAgainMs : false),
  });
  const isBehind = useIsBehind(containmentSources);
  return (
    <CancelCallProvider>
      <Section
        title="Drain board"
        note={
          data?.asOf ? (
            <>
              as of <TimeText at={data.asOf} show="relative" />
            </>
          ) : data ? (
            'calls not read yet'
          ) : null
        }
      >
        {data ? (
          <Board drain={data} incidentRef={incidentRef} isStale={isBehind || error !== null} />
        ) : error ? (
          <ErrorState
            className="mt-3"
            title="What is still open cannot be read"
            detail={error.message}
            onRetry={() => void refetch()}
            isRetrying={isFetching}
          />
        ) : (
          <SkeletonRows rows={4} label="Loading what is still open" />
        )}
      </Section>
    </CancelCallProvider>
  );
}

type BoardProps = { drain: Drain; incidentRef: string; isStale: boolean };

function Board({ drain, incidentRef, isStale }: BoardProps) {
  const { inFlightCount, queuedCount, waitingCount, pastTimeoutCount, scopes } = drain;
  const { scopeCount, busyScopeCount } = drain;
  const hiddenCount = busyScopeCount - scopes.length;
  return (
    <div className={isStale ? 'text-ink-2 saturate-50' : undefined}>
      <div className="py-2.5">
        <Figures>
          <Figure value={inFlightCount} label="in flight" tone={inFlightCount > 0 ? 'draining' : 'neutral'} />
          <Figure value={queuedCount} label="queued" />
          <Figure value={waitingCount} label={waitingCount === 1 ? 'approval locked' : 'approvals locked'} />
          {pastTimeoutCount > 0 ? (
            <Figure value={pastTimeoutCount} label="past the time-out" tone="danger" />
          ) : null}
        </Figures>
        <ApprovalsUnseen className="pt-1.5" />
      </div>
      {busyScopeCount === 0 ? (
        <Nothing drain={drain} isStale={isStale} />
      ) : (
        <>
          <ul>
            {scopes.map((scope, index) => (
              <DrainScopeItem
                key={scope.key}
                scope={scope}
                incidentRef={incidentRef}
                isUnfolded={index < unfoldedScopes}
              />
            ))}
          </ul>
          <p className="pt-2 text-ink-3 text-small">
            {hiddenCount > 0 ? `${countOf(hiddenCount, 'more place')} with something open. ` : ''}
            {quietText(scopeCount, busyScopeCount)}
          </p>
        </>
      )}
    </div>
  );
}

const isAwaited = ({ busyScopeCount, isProven }: Drain): boolean => busyScopeCount > 0 || !isProven;

/** That no call is known proves nothing by itself: XEM may not have stopped all of them, or not been asked since. */
function Nothing({ drain, isStale }: Omit<BoardProps, 'incidentRef'>) {
  if (!drain.isProven) {
    return <EmptyState title="Nothing is known to run or to be queued here." detail={doubtText(drain)} />;
  }
  if (isStale) {
    return (
      <EmptyState
        title="It was drained when it was last read."
        detail="Whether anything began since is not known."
      />
    );
  }
  return (
    <EmptyState
      mood="good"
      title="Drained. Nothing runs or is queued in what is held, and no approval is known to wait."
    />
  );
}

function doubtText({ scopeCount, stoppedCount, asOf }: Drain): string {
  if (stoppedCount < scopeCount) {
    return `Not proven yet: ${stoppedCount} of ${countOf(scopeCount, 'scope')} ${stoppedCount === 1 ? 'has' : 'have'} stopped, so that calls may still begin in the others.`;
  }
  if (asOf === null) return 'Not proven yet: calls have never been read.';
  return 'Not proven yet: calls have not been read in full since the last of them stopped.';
}

function quietText(scopeCount: number, busyCount: number): string {
  const quietCount = Math.max(0, scopeCount - busyCount);
  return quietCount === 0
    ? ''
    : `Nothing is known to be open in ${quietCount} of ${countOf(scopeCount, 'scope')}.`;
}
