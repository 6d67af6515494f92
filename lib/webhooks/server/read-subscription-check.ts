import 'server-only';
import { publicUrl } from '@/lib/auth/public-url';
import type { Context } from '@/lib/context';
import { readEnv } from '@/lib/env';
import { isSameAddress, webhookAddress } from '@/lib/webhooks/webhook-address';
import type { SubscriptionCheck } from '@/lib/webhooks/webhook-schema';
import { readContract } from '@/lib/xem/read-contract';
import type { XemWebhook } from '@/lib/xem/webhook-subscription';
import type { Xem } from '@/lib/xem/xem';

const pagesAtMost = 10;

/** Asks XEM now; throws what the port throws. */
export async function readSubscriptionCheck({
  db,
  xem,
  clock,
}: Pick<Context, 'db' | 'xem' | 'clock'>): Promise<SubscriptionCheck> {
  const env = readEnv();
  const address = webhookAddress(publicUrl(env));
  const here = (await listAll(xem)).filter(({ url }) => isSameAddress(url, address));
  const own = await db.webhookSubscription.findMany({
    where: { slot: { not: null }, xemWebhookId: { not: null } },
    select: { slot: true, xemWebhookId: true },
  });
  const slots = new Map(own.map(({ xemWebhookId, slot }) => [xemWebhookId, slot]));
  const found = new Set(here.map(({ webhookId }) => webhookId));
  const { events } = readContract(env).webhook;
  return {
    checkedAt: clock.now().toISOString(),
    found: here.map((webhook) => ({
      webhookId: webhook.webhookId,
      slot: slots.get(webhook.webhookId) ?? null,
      isActive: webhook.isActive,
      missingEvents: events.filter((event) => !webhook.events.includes(event)),
      createdAt: webhook.createdAt?.toISOString() ?? null,
    })),
    lost: own.flatMap(({ xemWebhookId }) =>
      xemWebhookId !== null && !found.has(xemWebhookId) ? [xemWebhookId] : [],
    ),
  };
}

async function listAll(xem: Xem): Promise<XemWebhook[]> {
  const items: XemWebhook[] = [];
  let after: string | null = null;
  for (let count = 0; count < pagesAtMost; count += 1) {
    const page: Awaited<ReturnType<Xem['listWebhooks']>> = await xem.listWebhooks({
      limit: 100,
      ...(after !== null && { after }),
    });
    items.push(...page.items);
    after = page.nextAfter;
    if (after === null) break;
  }
  return items;
}
