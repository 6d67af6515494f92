import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { ApprovalPage } from '@/components/approvals/approval-page';
import { approvalDetail } from '@/lib/approvals/queries';
import { readApproval } from '@/lib/approvals/server/read-approval';
import { hasRole } from '@/lib/auth/role';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

export const metadata: Metadata = { title: 'Approval' };

type PageProps = { params: Promise<{ approvalId: string }> };

export default async function Page({ params }: PageProps) {
  const context = await pageContext();
  const approvalId = decodeURIComponent((await params).approvalId);
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery({
    ...approvalDetail(approvalId),
    queryFn: () => readApproval(context, { approvalId }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ApprovalPage
        approvalId={approvalId}
        mayDecide={hasRole(context.actor.role, 'responder')}
        mayOverride={hasRole(context.actor.role, 'commander')}
      />
    </HydrationBoundary>
  );
}
