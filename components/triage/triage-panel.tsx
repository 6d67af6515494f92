'use client';

import { useQuery } from '@tanstack/react-query';
import { AffectedAnswer } from '@/components/triage/affected-answer';
import { HealthAnswer } from '@/components/triage/health-answer';
import { RadiusAnswer } from '@/components/triage/radius-answer';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { incidentDetail } from '@/lib/incidents/queries';
import { incidentTriage } from '@/lib/triage/queries';
import type { Triage } from '@/lib/triage/triage';

/** The three questions of the first minutes; open while the incident is in triage, a line afterwards. */
export function TriagePanel({ incidentRef }: { incidentRef: string }) {
  const { data: phase } = useQuery({ ...incidentDetail(incidentRef), select: (incident) => incident.phase });
  const { data, error, refetch, isFetching } = useQuery(incidentTriage(incidentRef));
  return (
    <details open={phase === 'triage'} className="group/triage shrink-0 border-b">
      <summary className="flex cursor-pointer items-baseline gap-2 px-gutter py-2 hover:bg-fill/40">
        <span className="font-medium">Triage</span>
        <span className="min-w-0 truncate text-ink-2 text-small">
          {data ? inShort(data) : 'three questions'}
        </span>
      </summary>
      {data ? (
        <div className="grid gap-x-5 px-gutter pb-2 lg:max-h-72 lg:grid-cols-[1.3fr_1fr_1fr] lg:overflow-y-auto">
          <AffectedAnswer affected={data.affected} sources={data.sources} />
          <RadiusAnswer radius={data.blastRadius} sources={data.sources} />
          <HealthAnswer agents={data.agents} services={data.services} sources={data.sources} />
        </div>
      ) : error ? (
        <ErrorState
          className="mx-gutter mb-3"
          title="The answers cannot be read"
          detail={error.message}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      ) : (
        <div
          role="status"
          aria-label="Loading the answers"
          className="grid h-40 gap-5 px-gutter pb-3 lg:grid-cols-3"
        >
          {['affected', 'radius', 'health'].map((answer) => (
            <div key={answer} className="grid content-start gap-3 pt-2">
              <Skeleton className="w-32" />
              <Skeleton className="w-4/5" />
              <Skeleton className="w-3/5" />
            </div>
          ))}
        </div>
      )}
    </details>
  );
}

function inShort({ affected, blastRadius, agents }: Triage): string {
  const { totalCount, unapprovedCount } = affected;
  const lost = agents.filter(({ status, goneAt }) => goneAt !== null || status === 'offline').length;
  return [
    `${unapprovedCount} of ${count(totalCount, 'call')} without approval`,
    `${count(blastRadius.workspaces.length, 'workspace')}, ${count(blastRadius.targets.length, 'target')}`,
    lost > 0 ? `${lost} of ${count(agents.length, 'agent')} offline` : count(agents.length, 'agent'),
  ].join(' · ');
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
