'use client';

import { useQuery } from '@tanstack/react-query';
import { ReadError } from '@/components/account/read-error';
import { BackfillSection } from '@/components/freshness/backfill-section';
import { SourceRow } from '@/components/freshness/source-row';
import { KeyValue, KeyValueList } from '@/components/ui/key-value-list';
import { RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeText } from '@/components/ui/time-text';
import type { Mirror } from '@/lib/mirror/backfill-schema';
import { health, mirror } from '@/lib/mirror/queries';

/** Holdfast's own copy of XEM: how far back it goes, how fresh each part is, and what is being fetched. */
export function MirrorPanel({ mayFill }: { mayFill: boolean }) {
  const kept = useQuery(mirror());
  const freshness = useQuery(health());
  return (
    <>
      <Section title="Kept">
        {kept.data ? (
          <Kept mirror={kept.data} />
        ) : kept.error ? (
          <ReadError title="What is kept could not be read." read={kept} />
        ) : (
          <SkeletonRows rows={3} label="Reading what is kept" />
        )}
      </Section>
      <BackfillSection mayFill={mayFill} keptSince={kept.data?.keptSince ?? null} />
      <Section title="Sources">
        {freshness.data ? (
          <RowList>
            {freshness.data.sources.map((source) => (
              <SourceRow key={source.source} source={source} />
            ))}
          </RowList>
        ) : freshness.error ? (
          <ReadError title="The sources could not be read." read={freshness} />
        ) : (
          <SkeletonRows rows={7} label="Reading the sources" />
        )}
      </Section>
    </>
  );
}

function Kept({
  mirror: { oldestExecutionAt, executionCountEstimate, retentionDays, keptSince },
}: {
  mirror: Mirror;
}) {
  return (
    <KeyValueList className="py-2.5">
      <KeyValue label="Executions">
        {oldestExecutionAt === null ? (
          'None yet. The first reading brings the last 90 days.'
        ) : (
          <>
            About {executionCountEstimate.toLocaleString('en')}, back to{' '}
            <TimeText at={oldestExecutionAt} show="absolute" precision="minute" />
          </>
        )}
      </KeyValue>
      <KeyValue label="Kept for">
        {retentionDays} days, so since <TimeText at={keptSince} show="absolute" precision="minute" />
      </KeyValue>
      <KeyValue label="Longer">
        What an incident needs, and everything while an incident is open that reaches back
      </KeyValue>
    </KeyValueList>
  );
}
