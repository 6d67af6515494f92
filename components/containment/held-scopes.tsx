'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { RetryButton } from '@/components/containment/retry-button';
import { ScopeStatusChip } from '@/components/containment/scope-status-chip';
import { useIsBehind } from '@/components/freshness/use-is-behind';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { ProgressBar } from '@/components/ui/progress-bar';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeText } from '@/components/ui/time-text';
import type { HeldScope } from '@/lib/containment/containment';
import { containmentSources } from '@/lib/containment/containment-sources';
import { placeText } from '@/lib/containment/hold-words';
import { containmentOf } from '@/lib/containment/queries';
import { hasFailed, isSettled } from '@/lib/containment/summarise-containment';

const ReleaseDialog = dynamic(
  () => import('@/components/release/release-dialog').then((module) => module.ReleaseDialog),
  { ssr: false },
);

/** More than that are read on the containment tab. */
const shownScopes = 8;

/** The drain board in the right column: one bar a scope, full when nothing runs any more. */
export function HeldScopes({ incidentRef }: { incidentRef: string }) {
  const { data, error, refetch, isFetching } = useQuery(containmentOf(incidentRef));
  const isStale = useIsBehind(containmentSources) || error !== null;
  const [releasingId, setReleasingId] = useState<string | null>(null);
  const held = data?.scopes.filter(({ isHeld }) => isHeld) ?? [];
  const active = data?.holds.filter(({ releasedAt }) => releasedAt === null) ?? [];
  const [only] = active.length === 1 ? active : [];
  const tab = `/incidents/${incidentRef}/containment`;
  return (
    <Section
      title="Held scopes"
      note={
        data?.asOf ? (
          <>
            as of <TimeText at={data.asOf} show="relative" />
          </>
        ) : null
      }
    >
      {data ? (
        held.length === 0 ? (
          <EmptyState title="Nothing is held for this incident." />
        ) : (
          <ul className={isStale ? 'text-ink-2 saturate-50' : undefined}>
            {held.slice(0, shownScopes).map((scope) => (
              <HeldScopeItem key={scope.scopeId} scope={scope} incidentRef={incidentRef} />
            ))}
          </ul>
        )
      ) : error ? (
        <ErrorState
          className="mt-3"
          title="What is held cannot be read"
          detail={error.message}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      ) : (
        <SkeletonRows rows={2} label="Loading what is held" />
      )}
      {data && data.holds.length > 0 ? (
        <div className="flex flex-wrap gap-2 pt-3">
          {only ? <Button onClick={() => setReleasingId(only.holdId)}>Review release…</Button> : null}
          <Button asChild>
            <Link href={tab}>
              {held.length > shownScopes ? `All ${held.length} scopes` : 'Receipt and holds'}
            </Link>
          </Button>
        </div>
      ) : null}
      <ReleaseDialog
        hold={active.find(({ holdId }) => holdId === releasingId) ?? null}
        onClose={() => setReleasingId(null)}
      />
    </Section>
  );
}

function HeldScopeItem({ scope, incidentRef }: { scope: HeldScope; incidentRef: string }) {
  const { mayWrite } = useIncidentHere();
  const { agentId, agentName, heldSince, joinedAt, inFlightCount, inFlightAtStopCount, alsoHeldBy } = scope;
  const [holdId] = scope.holdIds;
  const most = Math.max(inFlightAtStopCount, inFlightCount);
  return (
    <li className="grid gap-1 border-b py-2">
      <div className="flex items-center justify-between gap-2">
        <Link
          href={`/agents/${encodeURIComponent(agentId)}`}
          className="truncate font-mono text-small hover:underline"
        >
          {agentName}
        </Link>
        <ScopeStatusChip scope={scope} />
      </div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-2 text-ink-3 text-small">
        <span>
          {placeText(scope)} ·{' '}
          {joinedAt === null ? (
            <>
              since <TimeText at={heldSince} show="absolute" />
            </>
          ) : (
            <>
              joined <TimeText at={joinedAt} show="relative" />
            </>
          )}
          {alsoHeldBy.length > 0 ? `, also held by ${alsoHeldBy.join(', ')}` : ''}
        </span>
        <span className="tabular-nums">{inFlightCount} in flight</span>
      </div>
      {most > 0 ? (
        <ProgressBar
          label={`Calls of ${agentName} that have ended`}
          value={most - inFlightCount}
          max={most}
          tone={isSettled(scope) ? 'draining' : 'stale'}
        />
      ) : null}
      {hasFailed(scope) ? (
        <div className="flex flex-wrap items-center justify-between gap-2 text-small">
          <span className="text-danger">{scope.error?.message ?? 'Resumed outside Holdfast.'}</span>
          {holdId === undefined || !mayWrite ? null : (
            <RetryButton incidentRef={incidentRef} holdId={holdId} scopeId={scope.scopeId}>
              Retry
            </RetryButton>
          )}
        </div>
      ) : null}
    </li>
  );
}
