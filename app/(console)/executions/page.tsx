import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { SearchParams } from 'nuqs/server';
import { ExecutionExplorer } from '@/components/executions/execution-explorer';
import { filterOf, loadExecutionSearch } from '@/components/executions/search-params';
import { executionList, executionPageSize } from '@/lib/executions/queries';
import { readExecutions } from '@/lib/executions/server/read-executions';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

export const metadata: Metadata = { title: 'Executions' };

export default async function ExecutionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await pageContext();
  const filter = filterOf(await loadExecutionSearch(searchParams));
  const queryClient = getQueryClient();
  // Chart and counts take longer than the list with a million rows, so the browser asks for them beside it.
  await queryClient.prefetchInfiniteQuery({
    ...executionList(filter),
    queryFn: () => readExecutions(context, { ...filter, limit: executionPageSize }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <NuqsAdapter>
        <ExecutionExplorer />
      </NuqsAdapter>
    </HydrationBoundary>
  );
}
