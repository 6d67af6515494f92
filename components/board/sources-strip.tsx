'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import { StatusGlyph } from '@/components/ui/status-glyph';
import { TimeText } from '@/components/ui/time-text';
import { type Tone, toneText } from '@/components/ui/tone';
import type { FreshnessState, SourceFreshness } from '@/lib/mirror/freshness';
import { health } from '@/lib/mirror/queries';
import type { SourceName } from '@/lib/mirror/source';

const shown: { source: SourceName; label: string }[] = [
  { source: 'executions', label: 'Executions' },
  { source: 'invocations', label: 'Invocations' },
  { source: 'approvals', label: 'Approvals' },
  { source: 'agents', label: 'Agents' },
];

const tones: Record<FreshnessState, Tone> = {
  fresh: 'neutral',
  late: 'draining',
  stale: 'danger',
  never: 'danger',
  unavailable: 'neutral',
};

/** How fresh each source is, and what XEM says of itself: the first thing to know before trusting the rest. */
export function SourcesStrip() {
  const { data, isError } = useQuery(health());
  return (
    <section
      aria-label="Sources"
      className="mb-section grid grid-cols-2 overflow-hidden rounded-card border bg-surface sm:grid-cols-5"
    >
      {shown.map(({ source, label }) => (
        <Cell key={source} label={label}>
          <Age source={data?.sources.find((one) => one.source === source)} isError={isError} />
        </Cell>
      ))}
      <Cell label="XEM health">
        {data ? <HealthWord status={data.status} /> : <Pending isError={isError} />}
      </Cell>
    </section>
  );
}

function Cell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0 border-line px-3.5 py-2.25 max-sm:not-last:border-b sm:not-first:border-l">
      <div className="text-ink-3 text-micro">{label}</div>
      <div className="min-h-5 truncate font-medium">{children}</div>
    </div>
  );
}

function Age({ source, isError }: { source: SourceFreshness | undefined; isError: boolean }) {
  if (!source) return <Pending isError={isError} />;
  if (source.state === 'unavailable') return <span className="text-ink-3">not offered here</span>;
  const tone = tones[source.state];
  return (
    <span className={tone === 'neutral' ? undefined : toneText[tone]}>
      {source.state === 'fresh' ? null : (
        <StatusGlyph glyph={source.state === 'late' ? 'half' : 'triangle'} className="mr-1 inline-block" />
      )}
      {source.lastSuccessAt === null ? 'never read' : <TimeText at={source.lastSuccessAt} show="relative" />}
      {source.failingSince === null ? null : <span className="ml-1.5 text-ink-3">trying again</span>}
      {source.isCatchingUp ? <span className="ml-1.5 text-ink-3">catching up</span> : null}
    </span>
  );
}

function HealthWord({ status }: { status: string | null }) {
  if (status === null) return <span className="text-ink-3">not heard yet</span>;
  const isWell = status === 'operational';
  return (
    <span className={isWell ? undefined : toneText.draining}>
      <StatusGlyph
        glyph={isWell ? 'dot' : 'half'}
        className={isWell ? 'mr-1 inline-block text-ok' : 'mr-1 inline-block'}
      />
      {status.replaceAll('_', ' ')}
    </span>
  );
}

function Pending({ isError }: { isError: boolean }) {
  return isError ? <span className="text-danger">cannot be read</span> : <Skeleton className="mt-1 w-16" />;
}
