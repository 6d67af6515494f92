import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';
import type { Notification } from '@/lib/notify/notification-schema';

/** Says that somebody has seen these, as they stand on the screen: one that grows meanwhile stays. */
export function useAcknowledge() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (seen: Notification[]) =>
      callLater(async () => (await import('@/lib/notify/endpoints')).acknowledgeNotificationsEndpoint, {
        notificationIds: seen.map(({ notificationId }) => notificationId),
        seenAt:
          seen
            .map(({ lastAt }) => lastAt)
            .toSorted()
            .at(-1) ?? '',
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['notifications'] }),
  });
}
