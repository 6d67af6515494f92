'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { useIsBehind } from '@/components/freshness/use-is-behind';
import { CommanderLine } from '@/components/incidents/commander-line';
import { IncidentBar } from '@/components/incidents/incident-bar';
import { type IncidentHere, IncidentProvider } from '@/components/incidents/incident-context';
import { IncidentTabs } from '@/components/incidents/incident-tabs';
import { PhaseStepper } from '@/components/incidents/phase-stepper';
import { StopButton } from '@/components/incidents/stop-button';
import { ActionBar } from '@/components/shell/action-bar';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';
import { containmentSources } from '@/lib/containment/containment-sources';
import type { IncidentDetail } from '@/lib/incidents/incident';
import { incidentDetail } from '@/lib/incidents/queries';

/** The cards are drawn with the page, and hold nothing but links, which work without code. */
const ContainmentCard = dynamic(
  () => import('@/components/containment/containment-card').then((module) => module.ContainmentCard),
  { loading: CardSkeleton },
);
const NowCard = dynamic(() => import('@/components/incidents/now-card').then((module) => module.NowCard), {
  loading: CardSkeleton,
});
const WhatHappenedCard = dynamic(
  () => import('@/components/incidents/what-happened-card').then((module) => module.WhatHappenedCard),
  { loading: CardSkeleton },
);

/** The right column is drawn with the page; what makes it work may come a moment after the bar and the tabs. */
const HeldScopes = dynamic(
  () => import('@/components/containment/held-scopes').then((module) => module.HeldScopes),
  { loading: () => <SkeletonRows rows={3} label="Loading what is held" /> },
);
const IncidentFacts = dynamic(
  () => import('@/components/incidents/incident-facts').then((module) => module.IncidentFacts),
  { loading: () => <SkeletonRows rows={6} label="Loading the facts" /> },
);

/** Nothing in it is pressed, and mostly it says nothing. */
const SourceBanner = dynamic(() =>
  import('@/components/freshness/source-banner').then((module) => module.SourceBanner),
);

const AddNoteDialog = dynamic(
  () => import('@/components/timeline/add-note-dialog').then((module) => module.AddNoteDialog),
  { ssr: false },
);

/** Calls that run and wait change without an event of their own. */
const lookAgainMs = 15_000;

/** On paper a tab that is a document of its own, the postmortem, stands alone. */
const hiddenBesideDocument = 'print:group-has-data-document/frame:hidden';

/** What stands around every tab of one incident: bar, phases, the three cards, and the facts on the right. */
export function IncidentFrame({ here, children }: { here: IncidentHere; children: ReactNode }) {
  const { incidentRef } = here;
  const { data, error, refetch, isFetching } = useQuery({
    ...incidentDetail(incidentRef),
    refetchInterval: lookAgainMs,
  });
  const isBehind = useIsBehind(containmentSources);
  if (!data) {
    return error ? (
      <ErrorState
        className="m-gutter"
        title={`${incidentRef} cannot be read`}
        detail={error.message}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    ) : (
      <FrameSkeleton />
    );
  }
  return (
    <IncidentProvider value={here}>
      <div className="group/frame flex min-w-0 flex-col lg:h-dvh lg:min-h-[46rem] print:block print:h-auto">
        <div className={`z-20 lg:sticky lg:top-0 ${hiddenBesideDocument}`}>
          <IncidentBar incident={data} />
          <div className="flex min-h-9.5 flex-wrap items-center justify-between gap-x-4 border-b bg-surface px-gutter py-1">
            <PhaseStepper {...data} />
            <CommanderLine commander={data.commander} />
          </div>
          {error ? (
            <Banner tone="draining" title="Not up to date." className="rounded-none border-x-0">
              {error.message}
            </Banner>
          ) : null}
          <SourceBanner sources={containmentSources} className="rounded-none border-x-0" />
        </div>
        <div className={`grid gap-3 px-gutter py-3.5 lg:grid-cols-[1.15fr_1fr_1fr] ${hiddenBesideDocument}`}>
          <ContainmentCard incidentRef={incidentRef} isStale={isBehind} />
          <NowCard {...data} />
          <WhatHappenedCard {...data} isStale={isBehind} />
        </div>
        <div className="grid min-h-0 flex-1 border-t lg:grid-cols-[minmax(0,1fr)_19.75rem] print:block print:border-0">
          <div className="flex min-h-0 min-w-0 flex-col">
            <div className="print:hidden">
              <IncidentTabs {...data} />
            </div>
            <div className="min-h-0 flex-1 lg:overflow-y-auto print:overflow-visible">{children}</div>
          </div>
          <aside
            aria-label={`Facts about ${incidentRef}`}
            className="border-l bg-sunken px-4 py-3.5 max-lg:border-t max-lg:border-l-0 lg:overflow-y-auto print:hidden"
          >
            <HeldScopes incidentRef={incidentRef} />
            <IncidentFacts incident={data} />
          </aside>
        </div>
        {here.mayWrite && data.closedAt === null ? <PhoneActions incident={data} /> : null}
      </div>
    </IncidentProvider>
  );
}

function PhoneActions({ incident }: { incident: IncidentDetail }) {
  const [isAdding, setAdding] = useState(false);
  return (
    <ActionBar>
      <Button size="touch" onClick={() => setAdding(true)}>
        Add note
      </Button>
      <StopButton incident={incident} size="touch" />
      {isAdding ? <AddNoteDialog happenedAt={null} onClose={() => setAdding(false)} /> : null}
    </ActionBar>
  );
}

function FrameSkeleton() {
  return (
    <div role="status" aria-label="Loading the incident">
      <div className="flex h-13 items-center gap-3 border-b bg-surface px-gutter">
        <Skeleton className="w-12" />
        <Skeleton className="w-80" />
      </div>
      <div className="h-9.5 border-b bg-surface" />
      <div className="grid gap-3 px-gutter py-3.5 lg:grid-cols-[1.15fr_1fr_1fr]">
        {['containment', 'now', 'what happened'].map((card) => (
          <CardSkeleton key={card} />
        ))}
      </div>
    </div>
  );
}

function CardSkeleton() {
  return (
    <div className="grid h-32 content-start gap-3 rounded-card border bg-surface p-card">
      <Skeleton className="w-20" />
      <Skeleton className="h-5 w-3/5" />
      <Skeleton className="w-2/5" />
    </div>
  );
}
