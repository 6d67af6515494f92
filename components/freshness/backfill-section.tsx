'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ReadError } from '@/components/account/read-error';
import { BackfillRow } from '@/components/freshness/backfill-row';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { ShowMore } from '@/components/ui/show-more';
import { SkeletonRows } from '@/components/ui/skeleton';
import { isUnfinished } from '@/lib/mirror/backfill';
import type { Backfill } from '@/lib/mirror/backfill-schema';
import { backfillList } from '@/lib/mirror/queries';

const BackfillDialog = dynamic(
  () => import('@/components/freshness/backfill-dialog').then((module) => module.BackfillDialog),
  { ssr: false },
);
const CancelBackfillDialog = dynamic(
  () => import('@/components/freshness/cancel-backfill-dialog').then((module) => module.CancelBackfillDialog),
  { ssr: false },
);

type BackfillSectionProps = { mayFill: boolean; keptSince: string | null };

/** Older history that was asked for. */
export function BackfillSection({ mayFill, keptSince }: BackfillSectionProps) {
  const read = useInfiniteQuery(backfillList());
  const [isAsking, setAsking] = useState(false);
  const [cancelling, setCancelling] = useState<Backfill | null>(null);
  const backfills = read.data?.pages.flatMap(({ data }) => data) ?? [];
  const isAtWork = backfills.some(({ state }) => isUnfinished(state));
  return (
    <Section title="Back-fills">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
        <p className="min-w-0 flex-1 basis-60 text-ink-2">
          A back-fill reads executions from before the first reading, or of a time that is missing. It goes on
          when this page is left, and gives way to what happens now.
        </p>
        {mayFill && keptSince !== null && !isAtWork ? (
          <Button onClick={() => setAsking(true)}>Read older history</Button>
        ) : null}
        {mayFill ? null : <p className="text-ink-3 text-small">Commanders and admins can ask for one.</p>}
      </div>
      {read.data ? (
        backfills.length === 0 ? (
          <EmptyState title="Nobody has asked for older history." />
        ) : (
          <RowList>
            {backfills.map((backfill) => (
              <BackfillRow
                key={backfill.backfillId}
                backfill={backfill}
                onCancel={mayFill ? () => setCancelling(backfill) : null}
              />
            ))}
          </RowList>
        )
      ) : read.error ? (
        <ReadError title="The back-fills could not be read." read={read} />
      ) : (
        <SkeletonRows rows={2} label="Reading the back-fills" />
      )}
      <ShowMore pages={read} />
      {isAsking && keptSince !== null ? (
        <BackfillDialog keptSince={keptSince} onClose={() => setAsking(false)} />
      ) : null}
      {cancelling ? (
        <CancelBackfillDialog
          key={cancelling.backfillId}
          backfill={cancelling}
          onClose={() => setCancelling(null)}
        />
      ) : null}
    </Section>
  );
}
