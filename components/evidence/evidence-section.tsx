'use client';

import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { formatSize } from '@/components/evidence/format-size';
import { SaveRawOutput } from '@/components/evidence/save-raw-output';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { IdText } from '@/components/ui/id-text';
import { Row, RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeText } from '@/components/ui/time-text';
import { isAppError } from '@/lib/errors';
import { evidenceContentPath, evidenceKindNames } from '@/lib/evidence/evidence';
import type { EvidenceItem } from '@/lib/evidence/evidence-schema';
import { incidentEvidence } from '@/lib/evidence/queries';
import { fillPath } from '@/lib/http/fill-path';

type EvidenceSectionProps = { incidentRef: string; mayWrite: boolean };

export function EvidenceSection({ incidentRef, mayWrite }: EvidenceSectionProps) {
  const { data, error, refetch, isFetching } = useQuery(incidentEvidence(incidentRef));
  return (
    <Section title="Evidence" note={data ? `${data.data.length} kept` : undefined}>
      {mayWrite ? <SaveRawOutput incidentRef={incidentRef} /> : null}
      {!data && error ? (
        <ErrorState
          className="mt-2"
          title="The evidence could not be read."
          detail={isAppError(error) ? error.userMessage : undefined}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      ) : null}
      {!data && !error ? <SkeletonRows rows={3} label="Reading the evidence" /> : null}
      {data?.data.length === 0 ? (
        <EmptyState
          title="Nothing is kept yet."
          detail="Raw outputs and archives stay here unchanged, each under the SHA-256 of its bytes."
        />
      ) : null}
      <RowList>
        {data?.data.map((item) => (
          <EvidenceRow key={item.evidenceId} incidentRef={incidentRef} item={item} />
        ))}
      </RowList>
    </Section>
  );
}

function EvidenceRow({ incidentRef, item }: { incidentRef: string; item: EvidenceItem }) {
  const { evidenceId, name, kind, size, sha256, addedByName, addedAt } = item;
  return (
    <Row className="grid-cols-[minmax(0,1fr)_auto] sm:grid-cols-[minmax(0,1fr)_8.5rem_4.5rem_auto]">
      <span className="min-w-0">
        <span className="wrap-anywhere font-medium">{name}</span>
        <span className="block text-ink-3 text-small">
          {evidenceKindNames[kind]}, {addedByName}, <TimeText at={addedAt} precision="minute" />
        </span>
      </span>
      <span className="min-w-0 max-sm:order-3">
        <IdText value={sha256} label="SHA-256" className="text-ink-2" />
      </span>
      <span className="text-ink-2 tabular-nums max-sm:order-4 max-sm:justify-self-end sm:text-right">
        {formatSize(size)}
      </span>
      <Button asChild size="small" className="justify-self-end">
        <a href={fillPath(evidenceContentPath, { incidentRef, evidenceId })} download>
          <Download size={13} aria-hidden="true" />
          Download<span className="sr-only"> {name}</span>
        </a>
      </Button>
    </Row>
  );
}
