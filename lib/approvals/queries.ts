import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type ApprovalFilter, listApprovalsEndpoint, readApprovalEndpoint } from '@/lib/approvals/endpoints';
import { callApi } from '@/lib/http/api-client';

export const approvalPageSize = 100;

export const approvalList = (filter: ApprovalFilter) =>
  infiniteQueryOptions({
    queryKey: ['approvals', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        listApprovalsEndpoint,
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
      callApi(listApprovalsEndpoint, { state: 'open', limit: nextApprovalCount }, { signal }),
  });

export const approvalDetail = (approvalId: string) =>
  queryOptions({
    queryKey: ['approvals', 'detail', approvalId],
    queryFn: ({ signal }) => callApi(readApprovalEndpoint, { approvalId }, { signal }),
  });
