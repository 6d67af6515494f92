'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ArchiveRow } from '@/components/archive/archive-row';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import { incidentArchives } from '@/lib/archive/queries';
import { isAppError } from '@/lib/errors';

const ArchiveDialog = dynamic(
  () => import('@/components/archive/archive-dialog').then((module) => module.ArchiveDialog),
  { ssr: false },
);

type ArchivesSectionProps = { incidentRef: string; mayWrite: boolean };

export function ArchivesSection({ incidentRef, mayWrite }: ArchivesSectionProps) {
  const { data, error, refetch, isFetching } = useQuery(incidentArchives(incidentRef));
  const [isAsking, setAsking] = useState(false);
  return (
    <Section
      title="Execution archives"
      status={
        mayWrite ? (
          <Button size="small" className="ml-auto" onClick={() => setAsking(true)}>
            Archive executions…
          </Button>
        ) : null
      }
    >
      {!data && error ? (
        <ErrorState
          className="mt-2"
          title="The archives could not be read."
          detail={isAppError(error) ? error.userMessage : undefined}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      ) : null}
      {!data && !error ? <SkeletonRows rows={2} label="Reading the archives" /> : null}
      {data?.data.length === 0 ? (
        <EmptyState
          title="No archive yet."
          detail="XEM exports every execution of the incident's window; the file is kept here. A postmortem needs one."
        />
      ) : null}
      <RowList>
        {data?.data.map((archive) => (
          <ArchiveRow
            key={archive.archiveId}
            incidentRef={incidentRef}
            archive={archive}
            mayWrite={mayWrite}
          />
        ))}
      </RowList>
      <ArchiveDialog incidentRef={incidentRef} isOpen={isAsking} onClose={() => setAsking(false)} />
    </Section>
  );
}
