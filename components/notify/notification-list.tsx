'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { NotificationItem } from '@/components/notify/notification-item';
import { useAcknowledge } from '@/components/notify/use-acknowledge';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { RowList } from '@/components/ui/row-list';
import { ShowMore } from '@/components/ui/show-more';
import { SkeletonRows } from '@/components/ui/skeleton';
import { allNotifications } from '@/lib/notify/queries';

/** Everything that people were told of, newest first, and who has seen it. */
export function NotificationList({ mayAcknowledge }: { mayAcknowledge: boolean }) {
  const query = useInfiniteQuery(allNotifications());
  const acknowledge = useAcknowledge();
  const all = query.data?.pages.flatMap((page) => page.data);
  const open = all?.filter(({ acknowledgedAt }) => acknowledgedAt === null) ?? [];
  return (
    <>
      <PageHeader
        title="Notifications"
        actions={
          mayAcknowledge && open.length > 1 ? (
            <Button
              isBusy={acknowledge.isPending}
              className="pointer-coarse:h-control-touch"
              onClick={() => acknowledge.mutate(open)}
            >
              Acknowledge all {open.length}
            </Button>
          ) : null
        }
        {...(!mayAcknowledge && {
          detail: 'You can read these. Acknowledging needs the role Responder.',
        })}
      />
      <div className="px-gutter pb-8">
        <p role="alert" className="text-danger">
          {acknowledge.error?.message}
        </p>
        {all === undefined ? (
          query.error ? (
            <ErrorState
              title="Notifications cannot be read"
              detail={query.error.message}
              onRetry={() => void query.refetch()}
              isRetrying={query.isFetching}
            />
          ) : (
            <SkeletonRows rows={8} label="Loading notifications" />
          )
        ) : all.length === 0 ? (
          <EmptyState
            mood="good"
            title="Nothing had to be told yet."
            detail="Calls that start inside a stop, pauses changed outside Holdfast and passed-over locks are told here and above every page."
          />
        ) : (
          <>
            <RowList aria-label="Notifications">
              {all.map((notification) => (
                <NotificationItem
                  key={notification.notificationId}
                  notification={notification}
                  onAcknowledge={mayAcknowledge ? () => acknowledge.mutate([notification]) : undefined}
                />
              ))}
            </RowList>
            <ShowMore pages={query} label="Show older" className="mt-4" />
          </>
        )}
      </div>
    </>
  );
}
