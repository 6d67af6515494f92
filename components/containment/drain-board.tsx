'use client';

import { useQuery } from '@tanstack/react-query';
import { ApprovalsUnseen } from '@/components/connection/approvals-unseen';
import { DrainScopeItem } from '@/components/containment/drain-scope-item';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Figure, Figures } from '@/components/ui/figure';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeText } from '@/components/ui/time-text';
import type { Drain } from '@/lib/containment/drain';
import { countOf } from '@/lib/containment/hold-words';
import { drainOf } from '@/lib/containment/queries';

/** The stream tells of calls; approvals and time-outs pass without it. */
const lookAgainMs = 5_000;

/** Few are open from the start, many are unfolded one by one. */
const unfoldedScopes = 6;

/** What still runs, is queued or waits behind the stops: the sums, then each place, the most urgent first. */
export function DrainBoard({ incidentRef }: { incidentRef: string }) {
  const { data, error, refetch, isFetching } = useQuery({
    ...drainOf(incidentRef),
    refetchInterval: ({ state }) => (state.data && state.data.busyScopeCount > 0 ? lookAgainMs : false),
  });
  return (
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
        <Board drain={data} incidentRef={incidentRef} isStale={error !== null} />
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
  );
}

type BoardProps = { drain: Drain; incidentRef: string; isStale: boolean };

function Board({ drain, incidentRef, isStale }: BoardProps) {
  const { inFlightCount, queuedCount, waitingCount, pastTimeoutCount, scopes } = drain;
  const { scopeCount, busyScopeCount } = drain;
  const hiddenCount = busyScopeCount - scopes.length;
  return (
    <div className={isStale ? 'opacity-60' : undefined}>
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
        <Quiet asOf={drain.asOf} />
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

/** Silence says nothing before the first look. */
function Quiet({ asOf }: { asOf: string | null }) {
  if (asOf === null) return <EmptyState title="Calls have not been read yet, so that some may still run." />;
  return <EmptyState mood="good" title="Drained. Nothing runs, is queued or waits in what is held." />;
}

function quietText(scopeCount: number, busyCount: number): string {
  const quietCount = Math.max(0, scopeCount - busyCount);
  return quietCount === 0 ? '' : `Nothing is open in ${quietCount} of ${countOf(scopeCount, 'scope')}.`;
}
