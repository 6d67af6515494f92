import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callLater } from '@/lib/http/call-later';
import type { WebhookFate } from '@/lib/webhooks/webhook';

export type DeliveryFilter = { fates?: WebhookFate[]; types?: string[] };

export const deliveryList = (filter: DeliveryFilter) =>
  infiniteQueryOptions({
    queryKey: ['webhooks', 'deliveries', filter],
    queryFn: ({ pageParam, signal }) =>
      callLater(
        async () => (await import('@/lib/webhooks/endpoints')).listDeliveriesEndpoint,
        { ...filter, cursor: pageParam ?? undefined },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** Below its own prefix: what was sent does not change. */
export const deliveryDetail = (eventId: string) =>
  queryOptions({
    queryKey: ['webhook_bodies', eventId],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/webhooks/endpoints')).readDeliveryEndpoint,
        { eventId },
        { signal },
      ),
  });

export const webhookIntake = () =>
  queryOptions({
    queryKey: ['webhooks', 'intake'],
    queryFn: ({ signal }) =>
      callLater(async () => (await import('@/lib/webhooks/endpoints')).readIntakeEndpoint, {}, { signal }),
  });

/** Apart from what is announced: each look is a call to XEM. */
export const subscriptionCheck = () =>
  queryOptions({
    queryKey: ['webhook_check'],
    queryFn: ({ signal }) =>
      callLater(
        async () => (await import('@/lib/webhooks/endpoints')).checkSubscriptionEndpoint,
        {},
        { signal },
      ),
    retry: false,
  });
