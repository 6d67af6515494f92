import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { WorkspacePage } from '@/components/workspaces/workspace-page';
import { hasRole } from '@/lib/auth/role';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';
import { workspaceDetail } from '@/lib/workspaces/queries';
import { readWorkspace } from '@/lib/workspaces/server/read-workspace';

export const metadata: Metadata = { title: 'Workspace' };

type PageProps = { params: Promise<{ workspaceId: string }> };

export default async function Page({ params }: PageProps) {
  const context = await pageContext();
  const workspaceId = decodeURIComponent((await params).workspaceId);
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery({
    ...workspaceDetail(workspaceId),
    queryFn: () => readWorkspace(context, { workspaceId }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <WorkspacePage workspaceId={workspaceId} mayStop={hasRole(context.actor.role, 'responder')} />
    </HydrationBoundary>
  );
}
