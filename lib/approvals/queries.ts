import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ApprovalFilter } from '@/lib/approvals/endpoints';
import { callLater } from '@/lib/http/call-later';

export const approvalPageSize = 100;

export const approvalList = (filter: ApprovalFilter) =>
  infiniteQueryOptions({
    queryKey: ['approvals', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      callLater(
        async () => (await import('@/lib/approvals/endpoints')).listApprovalsEndpoint,
        { ...filter, limit: approvalPageSize, ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });

/** How many approvals the board shows. */
export const nextApprovalCount = 10;

/** The few that wait for a decision and expire next. */
export const nextApprovals = () =>
  queryOptions({
    queryKey: ['approvals', 'next'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/approvals/endpoints')).listApprovalsEndpoint,
        { state: 'open', limit: nextApprovalCount },
        { signal },
      ),
  });

export const approvalDetail = (approvalId: string) =>
  queryOptions({
    queryKey: ['approvals', 'detail', approvalId],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/approvals/endpoints')).readApprovalEndpoint,
        { approvalId },
        { signal },
      ),
  });
