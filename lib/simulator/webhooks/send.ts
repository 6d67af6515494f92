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
  form: Variants['signature'],
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
