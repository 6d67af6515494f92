'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CauseFixLine } from '@/components/release/cause-fix-line';
import { ReleaseItem } from '@/components/release/release-item';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { Section } from '@/components/ui/section';
import { releasesOf } from '@/lib/release/queries';
import { isReleaseOpen } from '@/lib/release/release';

const lookAgainMs = 5_000;

/** The way back to normal: releases under way with their stages, and those that have ended. */
export function ReleasePanel({ incidentRef }: { incidentRef: string }) {
  const [showsEnded, setShowsEnded] = useState(false);
  const { data, error, refetch, isFetching } = useQuery({
    ...releasesOf(incidentRef),
    refetchInterval: ({ state }) =>
      state.data?.releases.some((release) => isReleaseOpen(release.state)) ? lookAgainMs : false,
  });
  if (!data) {
    if (!error) return null;
    return (
      <ErrorState
        title="Releases cannot be read"
        detail={error.message}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    );
  }
  const { releases, causeFix } = data;
  if (releases.length === 0 && causeFix === null) return null;
  const open = releases.filter(({ state }) => isReleaseOpen(state));
  const ended = releases.filter(({ state }) => !isReleaseOpen(state));
  // What went wrong last stays in sight until somebody releases anew.
  const shown = open.length > 0 ? open : ended.slice(0, 1);
  const folded = ended.filter((release) => !shown.includes(release));
  return (
    <Section title="Release" status={releases.length}>
      {causeFix ? <CauseFixLine incidentRef={incidentRef} causeFix={causeFix} /> : null}
      <ul>
        {shown.map((release) => (
          <ReleaseItem key={release.releaseId} release={release} />
        ))}
        {showsEnded
          ? folded.map((release) => <ReleaseItem key={release.releaseId} release={release} />)
          : null}
      </ul>
      {folded.length > 0 ? (
        <Button variant="link" aria-expanded={showsEnded} onClick={() => setShowsEnded(!showsEnded)}>
          {showsEnded ? 'Fold the earlier ones' : `${folded.length} earlier`}
        </Button>
      ) : null}
    </Section>
  );
}
