import { createHmac } from 'node:crypto';
import type { Variants } from '@/lib/simulator/http/variants';
import { hex, uuid } from '@/lib/simulator/random';
import type { Webhook, WebhookDelivery, World } from '@/lib/simulator/world/world';
import { contract } from '@/lib/xem/wire/contract';

const patienceMs = 10_000;
const keptDeliveries = 100;

/** Sends one test event and waits for the receiver's word, as a person waits who pressed the button. */
export async function deliverTest(
  world: World,
  webhook: Webhook,
  signature: Variants['signature'],
): Promise<WebhookDelivery> {
  const event = {
    id: `evt_${hex(world.naming, 24)}`,
    object: 'event',
    type: contract.webhook.testEvent,
    created_at: Math.floor(world.now / 1000),
    data: { webhook_id: webhook.id },
  };
  const outcome = await send(webhook, JSON.stringify(event), signature);
  const delivery: WebhookDelivery = {
    id: uuid(world.naming),
    eventId: event.id,
    eventType: event.type,
    status: outcome.error === null ? 'delivered' : 'failed',
    ...outcome,
    createdAt: world.now,
  };
  webhook.deliveries.push(delivery);
  if (webhook.deliveries.length > keptDeliveries) webhook.deliveries.shift();
  return delivery;
}

async function send(
  webhook: Webhook,
  body: string,
  form: Variants['signature'],
): Promise<Pick<WebhookDelivery, 'responseStatus' | 'error'>> {
  // The receiver looks at its own clock, so the story's time would not do.
  const timestamp = String(Math.floor(Date.now() / 1000));
  try {
    const response = await fetch(webhook.url, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
      headers: {
        'Content-Type': 'application/json',
        [contract.webhook.timestampHeader]: timestamp,
        [contract.webhook.signatureHeader]:
          `${form === 'hex' ? '' : form}${signatureOf(webhook.secret, timestamp, body)}`,
      },
    });
    await response.body?.cancel();
    return { responseStatus: response.status, error: response.ok ? null : `answered ${response.status}` };
  } catch (error) {
    return { responseStatus: null, error: error instanceof Error ? error.message : 'not delivered' };
  }
}

function signatureOf(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}
