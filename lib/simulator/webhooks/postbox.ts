import type { Variants } from '@/lib/simulator/http/variants';
import { between, chance, randomFrom, uuid } from '@/lib/simulator/random';
import { type EventBody, eventBody } from '@/lib/simulator/webhooks/event-body';
import { type SendOutcome, send } from '@/lib/simulator/webhooks/send';
import { type Happening, listen } from '@/lib/simulator/world/happenings';
import type { Webhook, WebhookDelivery, World } from '@/lib/simulator/world/world';

/** D:c-wh: up to six attempts; the delays are not documented. In the world's time. */
const attemptsAtMost = 6;
const firstRetryMs = 5_000;

const sentAtOnce = 16;
/** Of each subscription: what is over is forgotten first, and what waits only when nobody takes it for long. */
const keptDeliveries = 100;
const keptWaiting = 2_000;

/** A messy router: how late an event may be, so that a later one overtakes it, and how often it is sent twice. */
const latestMs = 1_500;
const repeatChance = 0.08;
const repeatedWithinMs = 4_000;

export type Postbox = {
  /** Sends all that is due, and settles when it is answered. */
  sendDue(): Promise<void>;
};

/** Tells the subscriptions of a world what happens in it, from now on. */
export function openPostbox(world: World, current: () => World, variants: Variants): Postbox {
  listen(world, (happening) => {
    for (const webhook of world.webhooks.values()) {
      if (webhook.isActive && webhook.events.includes(happening.type)) post(webhook, happening, variants);
    }
  });
  const underway = new Set<WebhookDelivery>();

  const attempt = async (webhook: Webhook, delivery: WebhookDelivery): Promise<void> => {
    underway.add(delivery);
    const outcome = await send(webhook, delivery.body ?? '', variants);
    underway.delete(delivery);
    settle(delivery, outcome, current().now);
  };

  return {
    async sendDue() {
      const { now, webhooks } = current();
      const due = [...webhooks.values()].flatMap((webhook) =>
        webhook.deliveries
          .filter((it) => it.dueAt !== null && it.dueAt <= now && !underway.has(it))
          .map((delivery) => ({ webhook, delivery })),
      );
      due.sort((one, other) => (one.delivery.dueAt ?? 0) - (other.delivery.dueAt ?? 0));
      await Promise.all(
        due
          .slice(0, Math.max(0, sentAtOnce - underway.size))
          .map(({ webhook, delivery }) => attempt(webhook, delivery)),
      );
    },
  };
}

function post(webhook: Webhook, happening: Happening, variants: Variants): void {
  const body = eventBody(happening, variants);
  // Of the event alone: a subscription more or less must not change the story, nor another one's luck.
  const luck = randomFrom(`${webhook.id}:${body.eventId}`);
  const isMessy = variants.deliveries === 'messy';
  const dueAt = happening.at + (isMessy ? between(luck, 0, latestMs) : 0);
  const add = (at: number) => webhook.deliveries.push(deliveryOf(body, happening, uuid(luck), at));
  add(dueAt);
  if (isMessy && chance(luck, repeatChance)) add(dueAt + between(luck, 200, repeatedWithinMs));
  forget(webhook);
}

function deliveryOf(
  { eventId, text }: EventBody,
  { type, at }: Happening,
  id: string,
  dueAt: number,
): WebhookDelivery {
  return {
    id,
    eventId,
    eventType: type,
    body: text,
    status: 'pending',
    attempts: 0,
    responseStatus: null,
    error: null,
    createdAt: at,
    attemptedAt: null,
    dueAt,
  };
}

function settle(delivery: WebhookDelivery, outcome: SendOutcome, now: number): void {
  const attempts = delivery.attempts + 1;
  Object.assign(delivery, outcome, { attempts, attemptedAt: now });
  if (outcome.error === null) end(delivery, 'delivered');
  else if (attempts >= attemptsAtMost) end(delivery, 'exhausted');
  else {
    delivery.status = 'failed';
    delivery.dueAt = now + firstRetryMs * 2 ** (attempts - 1);
  }
}

function end(delivery: WebhookDelivery, status: 'delivered' | 'exhausted'): void {
  delivery.status = status;
  delivery.dueAt = null;
  delivery.body = null;
}

export function forget(webhook: Webhook): void {
  const over = webhook.deliveries.filter((it) => it.dueAt === null).slice(0, -keptDeliveries);
  const waiting = webhook.deliveries.filter((it) => it.dueAt !== null).slice(0, -keptWaiting);
  if (over.length === 0 && waiting.length === 0) return;
  const forgotten = new Set([...over, ...waiting]);
  webhook.deliveries = webhook.deliveries.filter((it) => !forgotten.has(it));
}
