import type { Contract } from '@/lib/xem/wire/contract';
import type { WireList } from '@/lib/xem/wire/envelope';

/**
 * A router pages by the last id, by a cursor of its own, or by counting. To the caller it is always
 * a text that asks for the next page; a count is such a text with this before it.
 */
const counted = 'offset:';

type Asked = { limit: number; after: string | undefined };

export function pageQuery(contract: Contract, { limit, after }: Asked): Record<string, string | number> {
  const { page } = contract;
  if (after?.startsWith(counted)) return { [page.limit]: limit, [page.offset]: after.slice(counted.length) };
  return { [page.limit]: limit, ...(after === undefined ? {} : { [page.after]: after }) };
}

/** Where the next page begins, or null after the last one. `lastId` is the id of the page's last row. */
export function nextAfter(
  contract: Contract,
  list: WireList,
  lastId: string | null,
  asked: Asked,
): string | null {
  if (list.hasMore === false) return null;
  if (list.cursor === null && (list.offset !== null || contract.page.style === 'offset')) {
    return nextOffset(list, asked);
  }
  if (list.hasMore === null && list.cursor === null && list.rows.length < asked.limit) return null;
  const next = list.cursor ?? lastId;
  // A router that ignores the cursor would answer the same page for ever.
  return next === asked.after ? null : next;
}

function nextOffset(list: WireList, { limit, after }: Asked): string | null {
  const asked = after?.startsWith(counted) ? Number(after.slice(counted.length)) : 0;
  const end = (list.offset ?? asked) + list.rows.length;
  // Also for a router that answers each offset with its first page.
  if (list.rows.length === 0 || end <= asked) return null;
  if (list.total !== null) return end < list.total ? `${counted}${end}` : null;
  return list.hasMore === true || list.rows.length >= limit ? `${counted}${end}` : null;
}
