import { z } from 'zod';
import { defineEndpoint, pageOf, pageQuery } from '@/lib/http/endpoint';
import { webhookFates } from '@/lib/webhooks/webhook';
import {
  deliveryDetailSchema,
  deliverySchema,
  intakeSchema,
  subscriptionCheckSchema,
  subscriptionSchema,
} from '@/lib/webhooks/webhook-schema';

const tag = 'webhooks';

export const listDeliveriesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/webhooks/deliveries',
  summary: 'List what XEM sent by webhook, newest first, with what became of it',
  tag,
  query: pageQuery.extend({
    fates: z.array(z.enum(webhookFates)).optional(),
    types: z.array(z.string().max(500)).optional(),
  }),
  answer: pageOf(deliverySchema),
});

export const readDeliveryEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/webhooks/deliveries/{eventId}',
  summary: 'One delivery with its body as it was sent',
  tag,
  params: z.object({ eventId: z.string() }),
  answer: deliveryDetailSchema,
});

export const readIntakeEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/webhooks/intake',
  summary: 'Where XEM has to send to, what was refused there, and the subscriptions that Holdfast made',
  tag,
  answer: intakeSchema,
});

export const checkSubscriptionEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/webhooks/subscription/check',
  summary: 'Ask XEM which subscriptions send here, whether they are active and whether events are missing',
  tag,
  answer: subscriptionCheckSchema,
});

export const createSubscriptionEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/webhooks/subscription',
  summary: 'Subscribe to the events of XEM; its secret is kept sealed and never shown',
  tag,
  answer: subscriptionSchema,
  status: 201,
});

export const rotateSubscriptionEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/webhooks/subscription/rotate',
  summary: 'Make a second subscription with a new secret; the first stays good until it is ended',
  tag,
  answer: subscriptionSchema,
  status: 201,
});

export const testSubscriptionEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/webhooks/subscription/test',
  summary: 'Have XEM send a test event; it allows ten an hour',
  tag,
  body: z.strictObject({ webhookId: z.string().min(1) }),
  answer: z.object({ webhookId: z.string() }),
});

export const endSubscriptionEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/webhooks/subscription/end',
  summary: 'Delete a subscription that sends here; its secret is good no more',
  tag,
  body: z.strictObject({ webhookId: z.string().min(1) }),
  answer: z.object({ webhookId: z.string() }),
});
