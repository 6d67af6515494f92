'use client';

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProbeDetail } from '@/components/connection/probe-detail';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Row, RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { ShowMore } from '@/components/ui/show-more';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { Glyph } from '@/components/ui/status-glyph';
import { TimeText } from '@/components/ui/time-text';
import type { Tone } from '@/components/ui/tone';
import type { ContractProbe } from '@/lib/connection/connection-schema';
import { probeList } from '@/lib/connection/queries';
import { callLater } from '@/lib/http/call-later';
import { formFault } from '@/lib/http/form-errors';

const looks: Record<ContractProbe['state'], { tone: Tone; glyph: Glyph; word: string }> = {
  requested: { tone: 'draining', glyph: 'dashed-ring', word: 'waiting to run' },
  running: { tone: 'draining', glyph: 'ring', word: 'asking the router' },
  finished: { tone: 'ok', glyph: 'check', word: 'finished' },
  failed: { tone: 'danger', glyph: 'cross', word: 'failed' },
};

/** Probes of the router, newest first. One goes on when the page is left. */
export function ProbeSection({ mayProbe }: { mayProbe: boolean }) {
  const queryClient = useQueryClient();
  const list = useInfiniteQuery(probeList());
  const [chosenId, setChosenId] = useState<string | null>(null);
  const run = useMutation({
    mutationFn: () =>
      callLater(async () => (await import('@/lib/connection/endpoints')).requestProbeEndpoint, {}),
    onSuccess: ({ probeId }) => setChosenId(probeId),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['connection', 'probes'] }),
  });
  const probes = list.data?.pages.flatMap(({ data }) => data);
  const isUnderWay = probes?.some(({ state }) => state === 'requested' || state === 'running') ?? false;
  const shownId = chosenId ?? probes?.find(({ state }) => state === 'finished')?.probeId ?? null;
  const fault = formFault(run.error);
  return (
    <Section title="Contract probe">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
        <p className="min-w-0 flex-1 basis-72 text-ink-2">
          Asks the router what it is and how its answers differ from what the contract assumes. It only reads:
          nothing is changed there.
        </p>
        {mayProbe ? (
          <Button variant="primary" isBusy={run.isPending || isUnderWay} onClick={() => run.mutate()}>
            {isUnderWay ? 'Asking the router…' : 'Run the probe'}
          </Button>
        ) : (
          <span className="text-ink-3 text-small">Running it needs the role Admin.</span>
        )}
      </div>
      <div role="alert">{fault ? <p className="pb-3 text-danger">{fault}</p> : null}</div>
      {probes === undefined ? (
        list.error ? (
          <ErrorState
            title="Probes cannot be read"
            detail={list.error.message}
            onRetry={() => void list.refetch()}
            isRetrying={list.isFetching}
          />
        ) : (
          <SkeletonRows rows={2} label="Reading the probes" />
        )
      ) : probes.length === 0 ? (
        <EmptyState title="This router has not been probed." />
      ) : (
        <RowList className="mb-4 border-t">
          {probes.map((probe) => {
            const { word, ...look } = looks[probe.state];
            return (
              <Row key={probe.probeId} className="grid-cols-[minmax(0,1fr)_auto]">
                <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
                  <Chip {...look}>{word}</Chip>
                  <span>
                    by {probe.requestedByName}, <TimeText at={probe.requestedAt} />
                  </span>
                  {probe.errorMessage ? <span className="text-danger">{probe.errorMessage}</span> : null}
                </span>
                {probe.state === 'finished' ? (
                  <Button
                    size="small"
                    aria-pressed={probe.probeId === shownId}
                    onClick={() => setChosenId(probe.probeId)}
                  >
                    {probe.probeId === shownId ? 'Shown below' : 'Show'}
                  </Button>
                ) : null}
              </Row>
            );
          })}
        </RowList>
      )}
      <ShowMore pages={list} label="Show older probes" size="small" className="mb-4" />
      {shownId ? <ProbeDetail key={shownId} probeId={shownId} /> : null}
    </Section>
  );
}
