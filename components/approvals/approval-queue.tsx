'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useQueryState } from 'nuqs';
import { ApprovalRow, approvalHref } from '@/components/approvals/approval-row';
import { DecideProvider } from '@/components/approvals/decide-provider';
import { approvalStateParam } from '@/components/approvals/search-params';
import { useMissing } from '@/components/connection/use-missing';
import { SourceBanner } from '@/components/freshness/source-banner';
import { PageHeader } from '@/components/shell/page-header';
import { Banner } from '@/components/ui/banner';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { ListFoot } from '@/components/ui/list-foot';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { SkeletonRows } from '@/components/ui/skeleton';
import { VirtualList } from '@/components/ui/virtual-list';
import { approvalList } from '@/lib/approvals/queries';
import { footOf, loadMore } from '@/lib/live/load-more';

const rowHeight = 45;

type ApprovalQueueProps = { mayDecide: boolean; mayOverride: boolean };

/** What waits for a person, the next to expire first; or what was decided, newest first. */
export function ApprovalQueue({ mayDecide, mayOverride }: ApprovalQueueProps) {
  const router = useRouter();
  const [state, setState] = useQueryState('state', approvalStateParam);
  const query = useInfiniteQuery(approvalList({ state }));
  const missing = useMissing('listApprovals');
  const approvals = query.data?.pages.flatMap((page) => page.data);
  return (
    <DecideProvider mayOverride={mayOverride}>
      <div className="flex h-[calc(100dvh-3rem)] flex-col md:h-dvh">
        <PageHeader
          title="Approvals"
          actions={
            <SegmentedControl
              legend="Which approvals"
              name="state"
              segments={[
                { value: 'open', label: 'Waiting' },
                { value: 'decided', label: 'Decided' },
              ]}
              value={state}
              onChange={(next) => void setState(next)}
            />
          }
          {...(!mayDecide && { detail: 'You can read these. Deciding needs the role Responder.' })}
        />
        {missing === null ? (
          <SourceBanner sources={['approvals']} className="mx-gutter mb-2" />
        ) : (
          <Banner
            tone="danger"
            title="Approvals are not available over the command-line client."
            className="mx-gutter mb-2"
          >
            {missing}
          </Banner>
        )}
        <div className="flex min-h-72 flex-1 flex-col px-gutter pb-4">
          {approvals === undefined ? (
            query.error ? (
              <ErrorState
                title="Approvals cannot be read"
                detail={query.error.message}
                onRetry={() => void query.refetch()}
                isRetrying={query.isFetching}
              />
            ) : (
              <SkeletonRows rows={8} label="Loading approvals" />
            )
          ) : approvals.length === 0 ? (
            missing !== null ? (
              <EmptyState title="What waits cannot be seen from here." />
            ) : state === 'open' ? (
              <EmptyState mood="good" title="Nothing waits for a decision." />
            ) : (
              <EmptyState title="Nothing has been decided yet." />
            )
          ) : (
            <>
              <VirtualList
                label={state === 'open' ? 'Approvals that wait' : 'Decided approvals'}
                items={approvals}
                getKey={({ approvalId }) => approvalId}
                estimateHeight={rowHeight}
                className="flex-1"
                onOpen={({ approvalId }) => router.push(approvalHref(approvalId))}
                onEndReached={() => loadMore(query)}
                renderItem={(approval) => <ApprovalRow approval={approval} mayDecide={mayDecide} />}
              />
              <ListFoot
                {...footOf(query)}
                soFar={`${approvals.length} shown`}
                whole={`${approvals.length} ${approvals.length === 1 ? 'approval' : 'approvals'}, that is all`}
              />
            </>
          )}
        </div>
      </div>
    </DecideProvider>
  );
}
