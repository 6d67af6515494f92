'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { HoldItem } from '@/components/containment/hold-item';
import { ScopeList } from '@/components/containment/scope-list';
import { StopTrouble } from '@/components/containment/stop-trouble';
import { useIsBehind } from '@/components/freshness/use-is-behind';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeText } from '@/components/ui/time-text';
import { containmentSources } from '@/lib/containment/containment-sources';
import { containmentOf } from '@/lib/containment/queries';
import { isMoving } from '@/lib/containment/summarise-containment';

const ReleaseDialog = dynamic(
  () => import('@/components/release/release-dialog').then((module) => module.ReleaseDialog),
  { ssr: false },
);

/** Drawn on the server like the rest: what goes on must not jump into the page. */
const ReleasePanel = dynamic(() =>
  import('@/components/release/release-panel').then((module) => module.ReleasePanel),
);

const LateCallList = dynamic(() =>
  import('@/components/containment/late-call-list').then((module) => module.LateCallList),
);

const WithdrawRest = dynamic(() =>
  import('@/components/containment/withdraw-rest').then((module) => module.WithdrawRest),
);

const DrainBoard = dynamic(
  () => import('@/components/containment/drain-board').then((module) => module.DrainBoard),
  { loading: () => <SkeletonRows rows={4} label="Loading what is still open" /> },
);

const OutsidePauses = dynamic(() =>
  import('@/components/containment/outside-pauses').then((module) => module.OutsidePauses),
);

const lookAgainMs = 5_000;

/** The containment tab: every scope, every hold with its receipt, and what came after the stop. */
export function ContainmentPanel({ incidentRef }: { incidentRef: string }) {
  const { mayWrite, mayCommand } = useIncidentHere();
  const [releasingId, setReleasingId] = useState<string | null>(null);
  const { data, error, refetch, isFetching } = useQuery({
    ...containmentOf(incidentRef),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? lookAgainMs : false),
  });
  const isStale = useIsBehind(containmentSources) || error !== null;
  if (!data) {
    return error ? (
      <ErrorState
        title="What is held cannot be read"
        detail={error.message}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    ) : (
      <SkeletonRows rows={6} label="Loading what is held" />
    );
  }
  if (data.holds.length === 0) {
    return (
      <EmptyState
        title="Nothing has been held for this incident."
        detail="Stop… holds one agent, the agents of a workspace, or all of them. Calls in flight run to their end."
      />
    );
  }
  const held = data.scopes.filter(({ isHeld }) => isHeld);
  const released = data.scopes.filter(({ isHeld }) => !isHeld);
  return (
    <>
      <LateCallList containment={data} />
      <ReleasePanel incidentRef={incidentRef} />
      {held.length > 0 ? <DrainBoard incidentRef={incidentRef} /> : null}
      <OutsidePauses of={{ incidentRef }} mayWrite={mayWrite} mayCommand={mayCommand} />
      <Section
        title="Scopes held"
        status={held.length}
        note={
          data.asOf ? (
            <>
              calls as of <TimeText at={data.asOf} show="relative" />
            </>
          ) : (
            'calls not read yet'
          )
        }
      >
        {held.length === 0 ? <EmptyState title="Everything that was held is released." /> : null}
        <div className="grid gap-2 pt-2">
          <StopTrouble scopes={data.scopes} />
          {mayWrite
            ? data.holds.map(({ holdId }) => (
                <div key={holdId} className="empty:hidden">
                  <WithdrawRest incidentRef={incidentRef} holdId={holdId} scopes={held} />
                </div>
              ))
            : null}
        </div>
        <div className={isStale ? 'text-ink-2 saturate-50' : undefined}>
          <ScopeList scopes={held} incidentRef={incidentRef} mayRetry={mayWrite} hasCallsElsewhere />
        </div>
      </Section>
      <Section title="Holds" status={data.holds.length}>
        <ul>
          {data.holds.map((hold) => (
            <HoldItem key={hold.holdId} hold={hold} onRelease={() => setReleasingId(hold.holdId)} />
          ))}
        </ul>
      </Section>
      {released.length > 0 ? (
        <Section title="Scopes released" status={released.length}>
          <ScopeList scopes={released} incidentRef={incidentRef} mayRetry={mayWrite} />
        </Section>
      ) : null}
      <ReleaseDialog
        hold={
          data.holds.find(({ holdId, releasedAt }) => holdId === releasingId && releasedAt === null) ?? null
        }
        onClose={() => setReleasingId(null)}
      />
    </>
  );
}
