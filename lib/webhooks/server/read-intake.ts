import 'server-only';
import { publicUrl } from '@/lib/auth/public-url';
import type { Context } from '@/lib/context';
import { readEnv } from '@/lib/env';
import { toSubscription } from '@/lib/webhooks/server/to-subscription';
import { isUsableAddress, webhookAddress } from '@/lib/webhooks/webhook-address';
import type { WebhookIntake } from '@/lib/webhooks/webhook-schema';

const refusedWithinMs = 7 * 86_400_000;

export async function readIntake({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<WebhookIntake> {
  const env = readEnv();
  const address = webhookAddress(publicUrl(env));
  const since = new Date(clock.now().getTime() - refusedWithinMs);
  const [refused, types, placed, failed, newest] = await Promise.all([
    db.webhookRefusal.groupBy({
      by: 'reason',
      where: { day: { gte: since } },
      _sum: { refusedCount: true },
      _min: { firstAt: true },
      _max: { lastAt: true },
    }),
    readTypes(db),
    db.webhookSubscription.findMany({ where: { slot: { not: null } }, orderBy: { requestedAt: 'desc' } }),
    db.webhookSubscription.findFirst({ where: { slot: null }, orderBy: { requestedAt: 'desc' } }),
    db.webhookDelivery.findFirst({ orderBy: { receivedAt: 'desc' }, select: { receivedAt: true } }),
  ]);
  // One that came to nothing is worth a word until another one did come to something.
  const isLastFailed = failed?.failure && placed.every(({ requestedAt }) => requestedAt < failed.requestedAt);
  return {
    address,
    isAddressUsable: isUsableAddress(address),
    environmentSecretCount: env.XEM_WEBHOOK_SECRET.length,
    lastReceivedAt: newest?.receivedAt.toISOString() ?? null,
    refusals: refused
      .map(({ reason, _sum, _min, _max }) => ({
        reason,
        refusedCount: _sum.refusedCount ?? 0,
        firstAt: (_min.firstAt ?? since).toISOString(),
        lastAt: (_max.lastAt ?? since).toISOString(),
      }))
      .toSorted((one, other) => other.lastAt.localeCompare(one.lastAt)),
    types,
    subscriptions: [...placed, ...(failed && isLastFailed ? [failed] : [])].map(toSubscription),
  };
}

/** One step through the index a type, however many rows there are. */
async function readTypes(db: Context['db']): Promise<string[]> {
  const rows = await db.$queryRaw<{ type: string }[]>`
    WITH RECURSIVE known AS (
      (SELECT type FROM "WebhookDelivery" WHERE type IS NOT NULL ORDER BY type LIMIT 1)
      UNION ALL
      SELECT (SELECT type FROM "WebhookDelivery" WHERE type > known.type ORDER BY type LIMIT 1)
      FROM known WHERE known.type IS NOT NULL)
    SELECT type FROM known WHERE type IS NOT NULL`;
  return rows.map(({ type }) => type);
}
