'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { ExecutionList } from '@/components/executions/execution-list';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { executionList } from '@/lib/executions/queries';
import { footOf } from '@/lib/live/load-more';

/** Everything the incident covers: attached, or done by its agents, workspaces and chats since it began. */
export function AffectedExecutions({ incidentRef }: { incidentRef: string }) {
  const list = useInfiniteQuery(executionList({ incidentRef }));
  const executions = list.data?.pages.flatMap(({ data }) => data) ?? [];
  if (!list.data) {
    return list.error ? (
      <ErrorState
        className="m-gutter"
        title="The executions cannot be read"
        detail={list.error.message}
        onRetry={() => void list.refetch()}
        isRetrying={list.isFetching}
      />
    ) : (
      <div className="px-gutter">
        <SkeletonRows rows={8} label="Loading the executions" />
      </div>
    );
  }
  if (executions.length === 0) {
    return (
      <EmptyState
        className="px-gutter"
        title="Nothing that ran is attached yet."
        detail="Attach an execution or an agent; what it did since the incident began is then listed here."
      />
    );
  }
  return (
    <div className="flex flex-col max-lg:h-[75dvh] lg:h-full">
      <ExecutionList executions={executions} isOld={false} {...footOf(list)} />
    </div>
  );
}
