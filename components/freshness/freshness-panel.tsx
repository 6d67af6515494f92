'use client';

import { useQuery } from '@tanstack/react-query';
import { type Freshness, FreshnessList } from '@/components/shell/freshness-list';
import type { FreshnessState, SourceFreshness } from '@/lib/mirror/freshness';
import { health } from '@/lib/mirror/queries';
import { sourceLabels } from '@/lib/mirror/source';

const levels: Record<FreshnessState, Freshness['level']> = {
  fresh: 'fresh',
  late: 'late',
  stale: 'silent',
  never: 'silent',
};

/** How old each source is, on every page, so that silence is not read as calm. */
export function FreshnessPanel() {
  const { data } = useQuery(health());
  return <FreshnessList sources={(data?.sources ?? []).map(toFreshness)} />;
}

function toFreshness({
  source,
  state,
  lastSuccessAt,
  failingSince,
  isCatchingUp,
}: SourceFreshness): Freshness {
  const base = { source: sourceLabels[source], lastSeenAt: lastSuccessAt, level: levels[state] };
  if (failingSince !== null) return { ...base, note: 'trying again' };
  return isCatchingUp ? { ...base, note: 'catching up' } : base;
}
