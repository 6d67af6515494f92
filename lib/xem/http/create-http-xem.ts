import { createXem } from '@/lib/xem/create-xem';
import { type GuardOptions, guardExchange } from '@/lib/xem/guard-exchange';
import { createHttpExchange, type HttpXemOptions } from '@/lib/xem/http/exchange';
import { contract } from '@/lib/xem/wire/contract';
import type { Xem } from '@/lib/xem/xem';

/** XEM over its HTTP API. */
export function createHttpXem(options: HttpXemOptions & GuardOptions): Xem {
  return createXem(guardExchange(createHttpExchange(options), options), options.contract ?? contract);
}
