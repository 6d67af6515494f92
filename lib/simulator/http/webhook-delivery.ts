import type { Variants } from '@/lib/simulator/http/variants';
import { hex, uuid } from '@/lib/simulator/random';
import { forget } from '@/lib/simulator/webhooks/postbox';
import { send } from '@/lib/simulator/webhooks/send';
import type { Webhook, WebhookDelivery, World } from '@/lib/simulator/world/world';
import { contract } from '@/lib/xem/wire/contract';

/** Sends one test event and waits for the receiver's word, as a person waits who pressed the button. */
export async function deliverTest(
  world: World,
  webhook: Webhook,
  variants: Variants,
): Promise<WebhookDelivery> {
  const event = {
    id: `evt_${hex(world.naming, 24)}`,
    object: 'event',
    type: contract.webhook.testEvent,
    created_at: Math.floor(world.now / 1000),
    data: { webhook_id: webhook.id },
  };
  const outcome = await send(webhook, JSON.stringify(event), variants);
  const delivery: WebhookDelivery = {
    id: uuid(world.naming),
    eventId: event.id,
    eventType: event.type,
    body: null,
    // Nobody waits for a test that comes later.
    status: outcome.error === null ? 'delivered' : 'failed',
    attempts: 1,
    ...outcome,
    createdAt: world.now,
    attemptedAt: world.now,
    dueAt: null,
  };
  webhook.deliveries.push(delivery);
  forget(webhook);
  return delivery;
}
