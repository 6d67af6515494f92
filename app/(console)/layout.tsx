import { dehydrate, HydrationBoundary } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ConsoleFrame } from '@/components/console/console-frame';
import { openNotificationCount, openNotifications } from '@/lib/notify/queries';
import { readNotifications } from '@/lib/notify/server/read-notifications';
import { overview } from '@/lib/overview/queries';
import { readOverview } from '@/lib/overview/server/read-overview';
import { pageContext } from '@/lib/page-context';
import { getQueryClient } from '@/lib/query-client';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const context = await pageContext();
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery({ ...overview(), queryFn: () => readOverview(context) }),
    queryClient.prefetchQuery({
      ...openNotifications(),
      queryFn: () => readNotifications(context, { state: 'open', limit: openNotificationCount }),
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ConsoleFrame person={{ name: context.actor.name, role: context.actor.role }}>{children}</ConsoleFrame>
    </HydrationBoundary>
  );
}
