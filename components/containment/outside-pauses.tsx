'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { PauseAnswer } from '@/components/containment/outside-pause-dialog';
import { OutsidePauseRow } from '@/components/containment/outside-pause-row';
import { ErrorState } from '@/components/ui/error-state';
import { RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { ShowMore } from '@/components/ui/show-more';
import type { OutsidePause } from '@/lib/containment/outside-pause';
import { outsidePauses, type PausesOf } from '@/lib/containment/queries';

const OutsidePauseDialog = dynamic(
  () => import('@/components/containment/outside-pause-dialog').then((module) => module.OutsidePauseDialog),
  { ssr: false },
);

type Props = {
  of?: PausesOf;
  /** Adopting is a stop; resuming in XEM is for commanders. */
  mayWrite: boolean;
  mayCommand: boolean;
};

/** Pauses that XEM shows and no hold explains. Nothing is drawn while there is none: then all is as it should be. */
export function OutsidePauses({ of = {}, ...may }: Props) {
  const read = useInfiniteQuery(outsidePauses(of));
  // Here and not in the row, which goes when the pause ends: what was typed, and a refusal, are still to be read.
  const [answering, setAnswering] = useState<{ pause: OutsidePause; answer: PauseAnswer } | null>(null);
  const pauses = read.data?.pages.flatMap(({ data }) => data) ?? [];
  const open = pauses.filter(({ decision }) => decision !== 'wanted');
  const wanted = pauses.filter(({ decision }) => decision === 'wanted');
  return (
    <>
      {!read.data && read.error ? (
        <ErrorState
          className="mb-section"
          title="Pauses made outside Holdfast cannot be read"
          detail={read.error.message}
          onRetry={() => void read.refetch()}
          isRetrying={read.isFetching}
        />
      ) : null}
      {pauses.length > 0 ? (
        <Section
          title="Paused outside Holdfast"
          note={read.hasNextPage ? `${pauses.length} and more` : pauses.length}
        >
          <p className="pt-2 text-ink-2 text-small">
            XEM shows these paused and no incident holds them. Nothing is done about it until a person says
            so.
          </p>
          <RowList>
            {[...open, ...wanted].map((pause) => (
              <OutsidePauseRow
                key={pause.pauseId}
                pause={pause}
                onAnswer={(answer) => setAnswering({ pause, answer })}
                {...may}
              />
            ))}
          </RowList>
          <ShowMore pages={read} />
        </Section>
      ) : null}
      {answering ? <OutsidePauseDialog {...answering} onClose={() => setAnswering(null)} /> : null}
    </>
  );
}
