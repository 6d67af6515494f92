'use client';

import { useQuery } from '@tanstack/react-query';
import { StaleBanner } from '@/components/ui/stale-banner';
import { health } from '@/lib/mirror/queries';
import type { SourceName } from '@/lib/mirror/source';
import { sourceLabels } from '@/lib/mirror/source';

type SourceBannerProps = {
  /** The sources that this place draws from. */
  sources: readonly SourceName[];
  className?: string;
};

/** Says that what is read here may have changed, once one of its sources has missed three readings. */
export function SourceBanner({ sources, className }: SourceBannerProps) {
  const { data } = useQuery(health());
  const silent = data?.sources.filter(
    ({ source, state }) => sources.includes(source) && (state === 'stale' || state === 'never'),
  );
  return silent?.map(({ source, lastSuccessAt, errorMessage }) => (
    <StaleBanner
      key={source}
      source={sourceLabels[source]}
      lastSeenAt={lastSuccessAt}
      {...(className && { className })}
    >
      {errorMessage ?? 'Holdfast keeps trying.'}
    </StaleBanner>
  ));
}
