'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { SeverityChip } from '@/components/incidents/severity-chip';
import { Chip } from '@/components/ui/chip';
import { Elapsed } from '@/components/ui/clocks';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Row, RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { IncidentSummary } from '@/lib/incidents/incident';
import { phaseNames } from '@/lib/incidents/phase';
import { incidentList } from '@/lib/incidents/queries';

export function OpenIncidentsSection({ mayDeclare }: { mayDeclare: boolean }) {
  const { data, error, refetch, isFetching } = useInfiniteQuery(incidentList({ state: 'open' }));
  const incidents = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Section title="Open incidents" note={data ? incidents.length : null}>
      {error && !data ? (
        <ErrorState
          className="mt-3"
          title="Incidents cannot be read"
          detail={error.message}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      ) : null}
      {!(data || error) ? <SkeletonRows rows={2} label="Loading incidents" /> : null}
      {data && incidents.length === 0 ? (
        <EmptyState
          mood="good"
          title="No open incidents."
          {...(mayDeclare && { detail: 'Press c to declare one.' })}
        />
      ) : null}
      <RowList>
        {incidents.map((incident) => (
          <IncidentRow key={incident.incidentId} incident={incident} />
        ))}
      </RowList>
    </Section>
  );
}

function IncidentRow({ incident }: { incident: IncidentSummary }) {
  const { incidentRef, title, severity, phase, commander, declaredAt, activeHoldCount } = incident;
  return (
    <Row className="relative grid-cols-[3.5rem_auto_1fr] lg:grid-cols-[3.5rem_8.5rem_minmax(0,1fr)_6.5rem_7rem_8rem_5rem]">
      <span className="font-mono text-small">{incidentRef}</span>
      <SeverityChip severity={severity} />
      <Link
        href={`/incidents/${incidentRef}`}
        className="min-w-0 font-medium after:absolute after:inset-0 hover:underline max-lg:col-span-3 max-lg:row-start-2 lg:truncate"
      >
        {title}
      </Link>
      <span className="max-lg:hidden">{phaseNames[phase]}</span>
      <span className="max-lg:justify-self-end">
        {activeHoldCount > 0 ? (
          <Chip tone="held">{activeHoldCount === 1 ? '1 hold' : `${activeHoldCount} holds`}</Chip>
        ) : (
          <span className="text-ink-3 text-small max-lg:hidden">nothing held</span>
        )}
      </span>
      <span className="truncate text-ink-2 max-lg:hidden">{commander?.userName ?? 'no commander'}</span>
      <span className="max-lg:hidden">
        <Elapsed since={declaredAt} label="since declared" />
      </span>
    </Row>
  );
}
