import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { ExecutionPage } from '@/components/executions/execution-page';
import { hasRole } from '@/lib/auth/role';
import { executionDetail } from '@/lib/executions/queries';
import { readExecution } from '@/lib/executions/server/read-execution';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

export const metadata: Metadata = { title: 'Execution' };

type PageProps = { params: Promise<{ executionId: string }> };

export default async function Page({ params }: PageProps) {
  const context = await pageContext();
  const executionId = decodeURIComponent((await params).executionId);
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery({
    ...executionDetail(executionId),
    queryFn: () => readExecution(context, { executionId }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ExecutionPage executionId={executionId} mayAct={hasRole(context.actor.role, 'responder')} />
    </HydrationBoundary>
  );
}
