import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { NotificationList } from '@/components/notify/notification-list';
import { hasRole } from '@/lib/auth/role';
import { allNotifications, notificationPageSize } from '@/lib/notify/queries';
import { readNotifications } from '@/lib/notify/server/read-notifications';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

export const metadata: Metadata = { title: 'Notifications' };

export default async function NotificationsPage() {
  const context = await pageContext();
  const queryClient = getQueryClient();
  await queryClient.prefetchInfiniteQuery({
    ...allNotifications(),
    queryFn: () => readNotifications(context, { state: 'all', limit: notificationPageSize }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <NotificationList mayAcknowledge={hasRole(context.actor.role, 'responder')} />
    </HydrationBoundary>
  );
}
