import 'server-only';
import type { Context } from '@/lib/context';
import { notFound } from '@/lib/errors';
import { toDeliveries } from '@/lib/webhooks/server/to-delivery';
import type { DeliveryDetail } from '@/lib/webhooks/webhook-schema';

/** Throws `not_found`. */
export async function readDelivery(
  context: Pick<Context, 'db'>,
  { eventId }: { eventId: string },
): Promise<DeliveryDetail> {
  const row = await context.db.webhookDelivery.findUnique({ where: { eventId } });
  const [delivery] = row ? await toDeliveries(context, [row]) : [];
  if (!row || !delivery) throw notFound('webhook delivery', eventId);
  return { ...delivery, bodyBytes: row.bodyBytes, body: row.body };
}
