import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import type { DeliveryFilter } from '@/lib/webhooks/queries';
import { webhookFates } from '@/lib/webhooks/webhook';

/** The filter of the list as it stands in the address. */
export const deliveriesSearch = {
  fate: parseAsStringLiteral(webhookFates),
  type: parseAsString,
};

export const loadDeliveriesSearch = createLoader(deliveriesSearch);
export type DeliveriesSearch = Awaited<ReturnType<typeof loadDeliveriesSearch>>;

/** What the API takes. */
const longestType = 500;

export function filterOf({ fate, type }: DeliveriesSearch): DeliveryFilter {
  return { ...(fate && { fates: [fate] }), ...(type && { types: [type.slice(0, longestType)] }) };
}
