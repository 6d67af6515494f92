import { createXem } from '@/lib/xem/create-xem';
import { createHttpExchange, type HttpXemOptions } from '@/lib/xem/http/exchange';
import { contract } from '@/lib/xem/wire/contract';
import type { Xem } from '@/lib/xem/xem';

/** XEM over its HTTP API. */
export function createHttpXem(options: HttpXemOptions): Xem {
  return createXem(createHttpExchange(options), options.contract ?? contract);
}
