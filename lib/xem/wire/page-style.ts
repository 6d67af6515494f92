import type { Contract } from '@/lib/xem/wire/contract';
import type { OperationName } from '@/lib/xem/wire/operation-table';

/** The table as this list is paged: one router may count in one list and point at the last id in another. */
export function pagedAs(contract: Contract, operation: OperationName): Contract {
  const { page } = contract;
  return { ...contract, page: { ...page, style: page.styles[operation] ?? page.style } };
}
