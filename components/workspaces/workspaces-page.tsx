'use client';

import { useQuery } from '@tanstack/react-query';
import { SourceBanner } from '@/components/freshness/source-banner';
import { PageHeader } from '@/components/shell/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { RowList } from '@/components/ui/row-list';
import { SkeletonRows } from '@/components/ui/skeleton';
import { WorkspaceRow } from '@/components/workspaces/workspace-row';
import { workspaceList } from '@/lib/workspaces/queries';

/** Every workspace with who serves it, what is under way there, and who holds something of it. */
export function WorkspacesPage() {
  const { data, error, refetch, isFetching } = useQuery(workspaceList());
  return (
    <>
      <PageHeader title="Workspaces" />
      <SourceBanner sources={['workspaces', 'agents', 'invocations']} className="mx-gutter mb-2" />
      <div className="px-gutter pb-8">
        {data === undefined ? (
          error ? (
            <ErrorState
              title="Workspaces cannot be read"
              detail={error.message}
              onRetry={() => void refetch()}
              isRetrying={isFetching}
            />
          ) : (
            <SkeletonRows rows={6} label="Loading workspaces" />
          )
        ) : data.data.length === 0 ? (
          <EmptyState title="XEM has no workspaces." />
        ) : (
          <RowList className="border-t">
            {data.data.map((workspace) => (
              <WorkspaceRow key={workspace.workspaceId} workspace={workspace} />
            ))}
          </RowList>
        )}
      </div>
    </>
  );
}
