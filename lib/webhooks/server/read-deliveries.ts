import 'server-only';
import type { z } from 'zod';
import type { Context } from '@/lib/context';
import type { PageOf } from '@/lib/http/endpoint';
import { type Keyset, readKeyset, writeKeyset } from '@/lib/mirror/keyset';
import type { listDeliveriesEndpoint } from '@/lib/webhooks/endpoints';
import { toDeliveries } from '@/lib/webhooks/server/to-delivery';
import type { Delivery } from '@/lib/webhooks/webhook-schema';

/** Newest first by their first arrival, so that a page stays as it is when one comes again. */
export async function readDeliveries(
  context: Pick<Context, 'db'>,
  { limit, cursor, fates, types }: z.output<typeof listDeliveriesEndpoint.query>,
): Promise<PageOf<Delivery>> {
  const rows = await context.db.webhookDelivery.findMany({
    where: {
      ...(fates && fates.length > 0 && { fate: { in: fates } }),
      ...(types && types.length > 0 && { type: { in: types } }),
      ...(cursor && after(readKeyset(cursor))),
    },
    omit: { body: true },
    orderBy: [{ receivedAt: 'desc' }, { eventId: 'desc' }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: await toDeliveries(context, page),
    nextCursor: rows.length > limit && last ? writeKeyset({ at: last.receivedAt, id: last.eventId }) : null,
  };
}

// The first condition alone lets the index begin at the place.
const after = ({ at, id }: Keyset) => ({
  receivedAt: { lte: at },
  OR: [{ receivedAt: { lt: at } }, { eventId: { lt: id } }],
});
