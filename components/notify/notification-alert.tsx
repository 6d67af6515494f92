'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { openNotifications } from '@/lib/notify/queries';

/** Its code comes beside the page: mostly there is nothing to say. */
const NotificationStrip = dynamic(() =>
  import('@/components/notify/notification-strip').then((module) => module.NotificationStrip),
);

/** Above every page while there is something that nobody has acknowledged. */
export function NotificationAlert({ mayAcknowledge }: { mayAcknowledge: boolean }) {
  const { data } = useQuery(openNotifications());
  if (!data || data.data.length === 0) return null;
  return <NotificationStrip {...data} mayAcknowledge={mayAcknowledge} />;
}
