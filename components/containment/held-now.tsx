'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { ScopeStatusChip } from '@/components/containment/scope-status-chip';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Row, RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeText } from '@/components/ui/time-text';
import type { HeldNow as HeldNowRow } from '@/lib/containment/containment';
import { countOf, placeText } from '@/lib/containment/hold-words';
import { heldNow } from '@/lib/containment/queries';

/** On the board: everything held, by which incident, since when. */
export function HeldNow() {
  const { data, error, refetch, isFetching } = useQuery(heldNow());
  const note = data && `${countOf(data.data.length, 'scope')}${data.nextCursor === null ? '' : ' and more'}`;
  return (
    <Section title="Held now" note={note}>
      {data ? (
        data.data.length === 0 ? (
          <EmptyState mood="good" title="Nothing is held. All agents may work." />
        ) : (
          <RowList>
            {data.data.map((scope) => (
              <HeldNowItem key={scope.scopeId} scope={scope} />
            ))}
          </RowList>
        )
      ) : error ? (
        <ErrorState
          className="mt-3"
          title="What is held cannot be read"
          detail={error.message}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      ) : (
        <SkeletonRows rows={3} label="Loading what is held" />
      )}
    </Section>
  );
}

function HeldNowItem({ scope }: { scope: HeldNowRow }) {
  const { agentId, agentName, heldBy, heldSince, reason } = scope;
  return (
    <Row
      className="grid-cols-[minmax(0,1fr)_auto] sm:grid-cols-[minmax(0,1fr)_auto_auto_auto]"
      title={reason}
    >
      <span className="min-w-0 truncate">
        <Link
          href={`/agents/${encodeURIComponent(agentId)}`}
          title={agentId}
          className="font-mono text-small hover:underline"
        >
          {agentName}
        </Link>{' '}
        <span className="text-ink-3">· {placeText(scope)}</span>
      </span>
      <ScopeStatusChip scope={{ ...scope, alsoHeldBy: heldBy.slice(1) }} />
      <span className="flex gap-1.5 font-mono text-small max-sm:row-start-2">
        {heldBy.map((incidentRef) => (
          <Link key={incidentRef} href={`/incidents/${incidentRef}`} className="text-accent hover:underline">
            {incidentRef}
          </Link>
        ))}
      </span>
      <span className="text-right text-ink-3 text-small">
        <TimeText at={heldSince} show="relative" />
      </span>
    </Row>
  );
}
