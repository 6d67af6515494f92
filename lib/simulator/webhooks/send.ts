import { createHmac } from 'node:crypto';
import type { Variants } from '@/lib/simulator/http/variants';
import type { Webhook } from '@/lib/simulator/world/world';
import { contract } from '@/lib/xem/wire/contract';

const patienceMs = 10_000;

export type SendOutcome = { responseStatus: number | null; error: string | null };

/** One attempt. Never throws: what went wrong stands in the delivery log. */
export async function send(
  webhook: Pick<Webhook, 'url' | 'secret'>,
  body: string,
  { signature, signatureKey }: Pick<Variants, 'signature' | 'signatureKey'>,
): Promise<SendOutcome> {
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
          `${signature === 'hex' ? '' : signature}${signatureOf(keyIn(webhook.secret, signatureKey), timestamp, body)}`,
      },
    });
    await response.body?.cancel();
    return { responseStatus: response.status, error: response.ok ? null : `answered ${response.status}` };
  } catch (error) {
    return { responseStatus: null, error: error instanceof Error ? error.message : 'not delivered' };
  }
}

/** A secret that somebody chose may spell no bytes in hex; then it is taken as it is. */
function keyIn(secret: string, form: Variants['signatureKey']): string | Buffer {
  return form === 'decoded' && /^([0-9a-f]{2})+$/i.test(secret) ? Buffer.from(secret, 'hex') : secret;
}

function signatureOf(key: string | Buffer, timestamp: string, body: string): string {
  return createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
}
