import { newestFirst, page } from '@/lib/simulator/http/paginate';
import { invalidBody, Refusal, unknownThing } from '@/lib/simulator/http/refusal';
import { answer, type CurrentWorld, param, type RouterApp, readBody } from '@/lib/simulator/http/routes';
import { deliverTest } from '@/lib/simulator/http/webhook-delivery';
import { hex, uuid } from '@/lib/simulator/random';
import type { Webhook, WebhookDelivery, World } from '@/lib/simulator/world/world';
import { contract } from '@/lib/xem/wire/contract';
import type { WireBody } from '@/lib/xem/wire/field-table';

const testsAnHour = 10;

/** Subscriptions of the project. The secret is told once, in the answer that makes one. */
export function answerWebhooks(app: RouterApp, current: CurrentWorld): void {
  answer(app, 'createWebhook', async (context) => {
    const wanted = readWebhook(await readBody(context));
    const world = current();
    const webhook: Webhook = {
      ...wanted,
      id: uuid(world.naming),
      secret: hex(world.naming, 64),
      createdAt: world.now,
      updatedAt: world.now,
      deliveries: [],
    };
    world.webhooks.set(webhook.id, webhook);
    return context.json({ ...presentWebhook(webhook), secret: webhook.secret }, 201);
  });

  answer(app, 'listWebhooks', (context) =>
    context.json(page(context, [...current().webhooks.values()], (it) => it.id, presentWebhook)),
  );

  answer(app, 'showWebhook', (context) =>
    context.json(presentWebhook(find(current(), param(context, 'webhook_id')))),
  );

  answer(app, 'updateWebhook', async (context) => {
    const wanted = readWebhook(await readBody(context));
    const world = current();
    const webhook = find(world, param(context, 'webhook_id'));
    Object.assign(webhook, wanted, { updatedAt: world.now });
    return context.json(presentWebhook(webhook));
  });

  answer(app, 'deleteWebhook', (context) => {
    const world = current();
    world.webhooks.delete(find(world, param(context, 'webhook_id')).id);
    return context.body(null, 204);
  });

  answer(app, 'testWebhook', async (context) => {
    const world = current();
    const webhook = find(world, param(context, 'webhook_id'));
    const { testEvent } = contract.webhook;
    const lately = webhook.deliveries.filter(
      (it) => it.eventType === testEvent && it.createdAt > world.now - 3_600_000,
    );
    if (lately.length >= testsAnHour) {
      throw new Refusal(429, 'rate_limit_error', `${testsAnHour} tests an hour for one webhook`, {
        retryAfterSeconds: 3_600,
      });
    }
    return context.json(presentDelivery(await deliverTest(world, webhook, context.get('variants'))));
  });

  answer(app, 'listWebhookDeliveries', (context) => {
    const webhook = find(current(), param(context, 'webhook_id'));
    return context.json(newestFirst(context, webhook.deliveries, presentDelivery));
  });
}

function readWebhook(body: Record<string, unknown> | null) {
  const { url: urlName, events: eventsName, description: descriptionName, isActive } = contract.webhookBody;
  const url = body?.[urlName];
  const events = body?.[eventsName];
  const description = body?.[descriptionName];
  if (typeof url !== 'string' || !isAllowed(url)) throw invalidBody(`${urlName}: expected an https URL`);
  if (!Array.isArray(events) || events.length === 0 || !events.every((it) => typeof it === 'string')) {
    throw invalidBody(`${eventsName}: expected at least one event type`);
  }
  return {
    url,
    events: [...events],
    description: typeof description === 'string' ? description : null,
    isActive: body?.[isActive] !== false,
  };
}

/** The vendor takes https alone; on this machine there is nothing to protect. */
function isAllowed(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname));
}

function presentWebhook(webhook: Webhook): WireBody<'webhook'> {
  return {
    id: webhook.id,
    url: webhook.url,
    events: webhook.events,
    description: webhook.description,
    active: webhook.isActive,
    secret: null,
    created_at: Math.floor(webhook.createdAt / 1000),
    updated_at: Math.floor(webhook.updatedAt / 1000),
  };
}

function presentDelivery(delivery: WebhookDelivery): WireBody<'webhookDelivery'> {
  return {
    id: delivery.id,
    event_id: delivery.eventId,
    event_type: delivery.eventType,
    status: delivery.status,
    attempts: delivery.attempts,
    response_status: delivery.responseStatus,
    error: delivery.error,
    created_at: Math.floor(delivery.createdAt / 1000),
    last_attempt_at: delivery.attemptedAt === null ? null : Math.floor(delivery.attemptedAt / 1000),
  };
}

function find(world: World, id: string): Webhook {
  const webhook = world.webhooks.get(id);
  if (webhook === undefined) throw unknownThing('webhook', id);
  return webhook;
}
