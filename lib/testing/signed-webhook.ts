import { createHmac } from 'node:crypto';

export type SignedWebhook = {
  body: string | Uint8Array<ArrayBuffer>;
  secret: string;
  sentAt?: Date;
  form?: 'hex' | 'sha256=';
  headers?: Record<string, string>;
};

/** A delivery as XEM sends it. */
export function signedWebhook({
  body,
  secret,
  sentAt = new Date(),
  form = 'hex',
  headers,
}: SignedWebhook): Request {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  const hex = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
  return new Request('http://localhost:3000/api/webhooks/xem', {
    method: 'POST',
    body,
    headers: {
      'Content-Type': 'application/json',
      'X-Webhook-Timestamp': timestamp,
      'X-Webhook-Signature': `${form === 'hex' ? '' : form}${hex}`,
      ...headers,
    },
  });
}
