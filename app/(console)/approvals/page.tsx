import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { SearchParams } from 'nuqs/server';
import { ApprovalQueue } from '@/components/approvals/approval-queue';
import { loadApprovalSearch } from '@/components/approvals/search-params';
import { approvalList, approvalPageSize } from '@/lib/approvals/queries';
import { readApprovals } from '@/lib/approvals/server/read-approvals';
import { hasRole } from '@/lib/auth/role';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

export const metadata: Metadata = { title: 'Approvals' };

export default async function ApprovalsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await pageContext();
  const { state } = await loadApprovalSearch(searchParams);
  const queryClient = getQueryClient();
  await queryClient.prefetchInfiniteQuery({
    ...approvalList({ state }),
    queryFn: () => readApprovals(context, { state, limit: approvalPageSize }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <NuqsAdapter>
        <ApprovalQueue
          mayDecide={hasRole(context.actor.role, 'responder')}
          mayOverride={hasRole(context.actor.role, 'commander')}
        />
      </NuqsAdapter>
    </HydrationBoundary>
  );
}
