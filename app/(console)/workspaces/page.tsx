import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { WorkspacesPage } from '@/components/workspaces/workspaces-page';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';
import { workspaceList } from '@/lib/workspaces/queries';
import { readWorkspaces } from '@/lib/workspaces/server/read-workspaces';

export const metadata: Metadata = { title: 'Workspaces' };

export default async function Page() {
  const context = await pageContext();
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery({ ...workspaceList(), queryFn: () => readWorkspaces(context) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <WorkspacesPage />
    </HydrationBoundary>
  );
}
