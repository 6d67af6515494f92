import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';

const listEndpoint = async () => (await import('@/lib/notify/endpoints')).listNotificationsEndpoint;

/** As many as the strip and its list show; the page has them all. */
export const openNotificationCount = 20;

/** What nobody has acknowledged yet, newest first; on every page. */
export const openNotifications = () =>
  queryOptions({
    queryKey: ['notifications', 'open'],
    queryFn: ({ signal }) =>
      callLater(listEndpoint, { state: 'open', limit: openNotificationCount }, { signal }),
  });

export const notificationPageSize = 50;

export const allNotifications = () =>
  infiniteQueryOptions({
    queryKey: ['notifications', 'all'],
    queryFn: ({ pageParam, signal }) =>
      callLater(
        listEndpoint,
        { state: 'all', limit: notificationPageSize, ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
