'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FollowUpDialog } from '@/components/follow-ups/follow-up-dialog';
import { FollowUpRow } from '@/components/follow-ups/follow-up-row';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { RowList } from '@/components/ui/row-list';
import { SkeletonRows } from '@/components/ui/skeleton';
import { isAppError } from '@/lib/errors';
import type { FollowUp } from '@/lib/follow-ups/follow-up';
import { incidentFollowUps } from '@/lib/follow-ups/queries';

export function FollowUpsSection({ incidentRef, mayWrite }: { incidentRef: string; mayWrite: boolean }) {
  const { data, error, refetch, isFetching } = useQuery(incidentFollowUps(incidentRef));
  const [draft, setDraft] = useState<FollowUp | 'new' | null>(null);
  return (
    <section aria-labelledby="follow-ups" className="mt-3 min-w-0">
      <header className="flex min-h-7 items-center gap-2 border-b pb-1.5">
        <h4 id="follow-ups" className="font-medium text-ink-3 text-small">
          Follow-ups
        </h4>
        {mayWrite ? (
          <Button size="small" className="ml-auto print:hidden" onClick={() => setDraft('new')}>
            Add a follow-up
          </Button>
        ) : null}
      </header>
      {!data && error ? (
        <ErrorState
          className="mt-2"
          title="The follow-ups could not be read."
          detail={isAppError(error) ? error.userMessage : undefined}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      ) : null}
      {!data && !error ? <SkeletonRows rows={2} label="Reading the follow-ups" /> : null}
      {data?.data.length === 0 ? (
        <p className="py-2 text-ink-3">None yet. Publishing needs at least one.</p>
      ) : null}
      <RowList>
        {data?.data.map((followUp) => (
          <FollowUpRow
            key={followUp.followUpId}
            incidentRef={incidentRef}
            followUp={followUp}
            mayWrite={mayWrite}
            onChange={() => setDraft(followUp)}
          />
        ))}
      </RowList>
      <FollowUpDialog incidentRef={incidentRef} draft={draft} onClose={() => setDraft(null)} />
    </section>
  );
}
