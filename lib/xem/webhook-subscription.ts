import type { XemReceipt } from '@/lib/xem/xem';

/** XEM's promise to send events of some types to an address. */
export type XemWebhook = {
  webhookId: string;
  url: string | null;
  events: string[];
  description: string | null;
  isActive: boolean | null;
  createdAt: Date | null;
  updatedAt: Date | null;
  /** Never holds the secret. */
  raw: unknown;
};

export type WebhookRequest = { url: string; events: string[]; description?: string };
export type WebhookChanges = Partial<WebhookRequest> & { isActive?: boolean };

export type CreatedWebhook = {
  webhook: XemWebhook;
  /** Shown this once; null where the router didn't say it. */
  secret: string | null;
  receipt: XemReceipt;
};

/** One event on its way to one subscription. */
export type XemWebhookDelivery = {
  deliveryId: string;
  eventId: string | null;
  eventType: string | null;
  status: string;
  attemptCount: number | null;
  responseStatus: number | null;
  error: string | null;
  createdAt: Date | null;
  lastAttemptAt: Date | null;
  raw: unknown;
};
