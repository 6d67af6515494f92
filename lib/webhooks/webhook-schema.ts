import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';
import { webhookFates } from '@/lib/webhooks/webhook';

export const deliverySchema = z.object({
  eventId: z.string(),
  /** XEM's word; null for a body that has none. */
  type: z.string().nullable(),
  /** By XEM's clock. */
  occurredAt: instant.nullable(),
  receivedAt: instant,
  lastReceivedAt: instant,
  /** More than one: XEM, or somebody else, sent it again. */
  receivedCount: z.number().int(),
  fate: z.enum(webhookFates),
  fateReason: z.string().nullable(),
  /** `execution_id` is also given where only the call was named and the mirror knows what it ran as. */
  about: z.object({
    executionId: z.string().nullable(),
    invocationId: z.string().nullable(),
    approvalId: z.string().nullable(),
    agentId: z.string().nullable(),
    workspaceId: z.string().nullable(),
  }),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const deliveryDetailSchema = deliverySchema.extend({
  bodyBytes: z.number().int(),
  /** As it was sent; null where it was no JSON, or too long to keep. */
  body: z.unknown(),
});
export type DeliveryDetail = z.infer<typeof deliveryDetailSchema>;

export const subscriptionSchema = z.object({
  subscriptionId: z.string(),
  slot: z.enum(['next', 'current', 'previous']).nullable(),
  webhookId: z.string().nullable(),
  hasSecret: z.boolean(),
  requestedAt: instant,
  requestedBy: z.string(),
  activeAt: instant.nullable(),
  lastReceivedAt: instant.nullable(),
  failure: z.string().nullable(),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

/** How the way in stands, as far as Holdfast itself knows. */
export const intakeSchema = z.object({
  /** Where XEM has to send to. */
  address: z.string(),
  /** XEM takes https alone, except on this machine. */
  isAddressUsable: z.boolean(),
  environmentSecretCount: z.number().int(),
  lastReceivedAt: instant.nullable(),
  /** Of the last seven days. */
  refusals: z.array(
    z.object({ reason: z.string(), refusedCount: z.number().int(), firstAt: instant, lastAt: instant }),
  ),
  types: z.array(z.string()),
  /** The next, the current and the previous one, as far as there are, and the last that came to nothing. */
  subscriptions: z.array(subscriptionSchema),
});
export type WebhookIntake = z.infer<typeof intakeSchema>;

/** What XEM itself says of the subscriptions that send here. */
export const subscriptionCheckSchema = z.object({
  checkedAt: instant,
  found: z.array(
    z.object({
      webhookId: z.string(),
      /** Null for one that Holdfast did not make. */
      slot: subscriptionSchema.shape.slot,
      isActive: z.boolean().nullable(),
      missingEvents: z.array(z.string()),
      createdAt: instant.nullable(),
    }),
  ),
  /** Of ours: XEM knows it no more, or has it send elsewhere. */
  lost: z.array(z.string()),
});
export type SubscriptionCheck = z.infer<typeof subscriptionCheckSchema>;
