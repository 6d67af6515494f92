'use client';

import { useQuery } from '@tanstack/react-query';
import { Card } from '@/components/ui/card';
import { Chip } from '@/components/ui/chip';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Figure, Figures } from '@/components/ui/figure';
import { Skeleton } from '@/components/ui/skeleton';
import type { Glyph } from '@/components/ui/status-glyph';
import { TimeText } from '@/components/ui/time-text';
import type { Tone } from '@/components/ui/tone';
import { containmentOf } from '@/lib/containment/queries';
import {
  type ContainmentState,
  type ContainmentSummary,
  isMoving,
  summariseContainment,
} from '@/lib/containment/summarise-containment';

const looks: Record<ContainmentState, { tone: Tone; glyph: Glyph; word: string }> = {
  failing: { tone: 'danger', glyph: 'triangle', word: 'not all stopped' },
  stopping: { tone: 'accent', glyph: 'half', word: 'stopping' },
  draining: { tone: 'draining', glyph: 'half', word: 'draining' },
  held: { tone: 'held', glyph: 'bar', word: 'held, quiet' },
  resuming: { tone: 'accent', glyph: 'half', word: 'resuming' },
  none: { tone: 'neutral', glyph: 'ring', word: 'nothing held' },
};

const lookAgainMs = 5_000;

export type ContainmentCardProps = {
  incidentRef: string;
  /** The source of its counts missed an interval. */
  isStale?: boolean;
};

/** Above the fold: is it stopped, what still runs, what waits, what came through. */
export function ContainmentCard({ incidentRef, isStale = false }: ContainmentCardProps) {
  const { data, error, refetch, isFetching } = useQuery({
    ...containmentOf(incidentRef),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? lookAgainMs : false),
  });
  if (!data) {
    return (
      <Card title="Containment">
        {error ? (
          <ErrorState
            title="What is held cannot be read"
            detail={error.message}
            onRetry={() => void refetch()}
            isRetrying={isFetching}
          />
        ) : (
          <div role="status" aria-label="Loading what is held" className="grid h-18 content-center gap-3">
            <Skeleton className="h-5 w-3/5" />
            <Skeleton className="w-2/5" />
          </div>
        )}
      </Card>
    );
  }
  const summary = summariseContainment(data);
  const { tone, glyph, word } = looks[summary.state];
  return (
    <Card
      title="Containment"
      isStale={isStale || error !== null}
      status={
        <Chip tone={tone} glyph={glyph}>
          {word}
        </Chip>
      }
      note={<HeldBy summary={summary} />}
    >
      {summary.heldCount === 0 ? (
        <EmptyState
          title={
            data.holds.length === 0
              ? 'Nothing is held for this incident.'
              : 'Everything that was held is released.'
          }
          className="py-2"
        />
      ) : (
        <SummaryFigures summary={summary} />
      )}
    </Card>
  );
}

function HeldBy({ summary: { heldSince, placedByName } }: { summary: ContainmentSummary }) {
  if (heldSince === null) return null;
  return (
    <>
      held <TimeText at={heldSince} show="relative" /> by {placedByName}
    </>
  );
}

function SummaryFigures({ summary }: { summary: ContainmentSummary }) {
  const { heldCount, stoppedCount, inFlightCount, inFlightAtStopCount, queuedCount, approvalCount } = summary;
  const { landedCount, startedCount } = summary;
  return (
    <Figures>
      <Figure
        value={stoppedCount === heldCount ? heldCount : `${stoppedCount} of ${heldCount}`}
        label={heldCount === 1 ? 'agent held' : 'agents held'}
        tone={summary.state === 'failing' ? 'danger' : 'neutral'}
      />
      <Figure
        value={inFlightCount}
        label={`in flight, was ${inFlightAtStopCount}`}
        tone={inFlightCount > 0 ? 'draining' : 'neutral'}
      />
      <Figure value={queuedCount} label="queued" />
      <Figure value={approvalCount} label="approvals behind the stop" />
      <Figure value={landedCount} label="landed after stop" tone={landedCount > 0 ? 'danger' : 'neutral'} />
      {startedCount > 0 ? <Figure value={startedCount} label="started after stop" tone="danger" /> : null}
    </Figures>
  );
}
