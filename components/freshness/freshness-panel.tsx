'use client';

import { useQuery } from '@tanstack/react-query';
import { type Freshness, FreshnessList } from '@/components/shell/freshness-list';
import { Skeleton } from '@/components/ui/skeleton';
import { describeCatchUp } from '@/lib/mirror/describe-catch-up';
import type { FreshnessState, SourceFreshness } from '@/lib/mirror/freshness';
import { health } from '@/lib/mirror/queries';
import { sourceLabels } from '@/lib/mirror/source';

const levels: Record<FreshnessState, Freshness['level']> = {
  fresh: 'fresh',
  late: 'late',
  stale: 'silent',
  never: 'silent',
  unavailable: 'absent',
};

/** The age of every source, at the foot of the sidebar. */
export function FreshnessPanel() {
  const { data, isError } = useQuery(health());
  if (data) return <FreshnessList sources={data.sources.map(lineOf)} />;
  if (isError) return <p className="text-danger text-small">The age of the data cannot be read.</p>;
  return (
    <div role="status" aria-label="Loading the age of the data" className="grid gap-1.5">
      {Object.keys(sourceLabels).map((source) => (
        <Skeleton key={source} className="my-1 h-2.5 w-28" />
      ))}
    </div>
  );
}

function lineOf(freshness: SourceFreshness): Freshness {
  const { source, state, lastSuccessAt, failingSince } = freshness;
  const note = failingSince ? 'trying again' : describeCatchUp(freshness);
  return {
    source: sourceLabels[source],
    lastSeenAt: lastSuccessAt,
    level: levels[state],
    ...(note && { note }),
  };
}
