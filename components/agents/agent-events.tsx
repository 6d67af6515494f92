'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Section } from '@/components/ui/section';
import { ShowMore } from '@/components/ui/show-more';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeText } from '@/components/ui/time-text';
import { agentEvents } from '@/lib/agents/queries';
import { visibleText } from '@/lib/visible-text';

/** What happened to an agent, newest first, in XEM's words. */
export function AgentEvents({ agentId }: { agentId: string }) {
  const query = useInfiniteQuery(agentEvents(agentId));
  const events = query.data?.pages.flatMap((page) => page.data);
  return (
    <Section title="Events">
      {events === undefined ? (
        query.error ? (
          <ErrorState
            className="mt-3"
            title="Its events cannot be read"
            detail={query.error.message}
            onRetry={() => void query.refetch()}
            isRetrying={query.isFetching}
          />
        ) : (
          <SkeletonRows rows={6} label="Loading events" />
        )
      ) : events.length === 0 ? (
        <EmptyState title="XEM has told of none." />
      ) : (
        <ol>
          {events.map(({ eventId, type, occurredAt, detail }) => (
            <li key={eventId} className="border-b py-1.5">
              <span className="flex items-baseline gap-2">
                <span className="min-w-0 truncate font-medium">{visibleText(type.replaceAll('_', ' '))}</span>
                <TimeText at={occurredAt} show="absolute" className="ml-auto text-ink-3 text-small" />
              </span>
              {detail ? <p className="wrap-anywhere text-ink-2 text-small">{visibleText(detail)}</p> : null}
            </li>
          ))}
        </ol>
      )}
      <ShowMore pages={query} label="Show older events" size="small" className="mt-2" />
    </Section>
  );
}
