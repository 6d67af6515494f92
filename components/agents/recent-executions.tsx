'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { ExecutionRow } from '@/components/executions/execution-row';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import { recentExecutions } from '@/lib/executions/queries';

/** The newest executions of one agent, and the way to all of them. */
export function RecentExecutions({ agentId }: { agentId: string }) {
  const { data, error, refetch, isFetching } = useQuery(recentExecutions(agentId));
  const all = `/executions?agent=${encodeURIComponent(agentId)}&window=7d`;
  return (
    <Section
      title="Recent executions"
      note={
        <Link href={all} className="text-accent hover:underline">
          All of this agent
        </Link>
      }
    >
      {data ? (
        data.data.length === 0 ? (
          <EmptyState title="It has run nothing that Holdfast has seen." />
        ) : (
          <ul>
            {data.data.map((execution) => (
              <li key={execution.executionId}>
                <ExecutionRow execution={execution} />
              </li>
            ))}
          </ul>
        )
      ) : error ? (
        <ErrorState
          className="mt-3"
          title="Its executions cannot be read"
          detail={error.message}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      ) : (
        <SkeletonRows rows={8} label="Loading executions" />
      )}
    </Section>
  );
}
