import { describeHttpCapabilities } from '@/lib/xem/capabilities';
import { createXem } from '@/lib/xem/create-xem';
import { type GuardOptions, guardExchange } from '@/lib/xem/guard-exchange';
import { createHttpExchange, type HttpXemOptions } from '@/lib/xem/http/exchange';
import { contract as usualContract } from '@/lib/xem/wire/contract';
import type { Xem } from '@/lib/xem/xem';

/** XEM over its HTTP API. */
export function createHttpXem(options: HttpXemOptions & GuardOptions): Xem {
  const { contract = usualContract } = options;
  const exchange = guardExchange(createHttpExchange(options), options);
  return createXem(exchange, contract, describeHttpCapabilities(contract));
}
