import 'server-only';
import type { WebhookSubscription } from '@/lib/db/generated/client';
import type { Subscription } from '@/lib/webhooks/webhook-schema';

export function toSubscription(row: WebhookSubscription): Subscription {
  return {
    subscriptionId: row.id,
    slot: row.slot,
    webhookId: row.xemWebhookId,
    hasSecret: row.sealedSecret !== null,
    requestedAt: row.requestedAt.toISOString(),
    requestedBy: row.requestedBy,
    activeAt: row.activeAt?.toISOString() ?? null,
    lastReceivedAt: row.lastReceivedAt?.toISOString() ?? null,
    failure: row.failure,
  };
}
