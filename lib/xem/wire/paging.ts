import type { Contract } from '@/lib/xem/wire/contract';
import type { WireList } from '@/lib/xem/wire/envelope';

/**
 * A router pages by the last id, by a cursor of its own, or by counting. To the caller it is always a text that asks
 * for the next page. Where the router does not say whether there is one, the text also names the first row of the page it
 * came with: a page that shows this row again is none below it, but that of a router that does not page.
 */
type Place = { offset: number | null; after: string | null; firstId: string | null };

const counted = /^offset:(\d+)(?::(.*))?$/s;
const below = /^after:(\[.*\])$/s;

function placeOf(text: string | undefined): Place {
  const [, offset, firstId = null] = counted.exec(text ?? '') ?? [];
  if (offset !== undefined) return { offset: Number(offset), after: null, firstId };
  const [, pair] = below.exec(text ?? '') ?? [];
  if (pair === undefined) return { offset: null, after: text ?? null, firstId: null };
  const [first, last]: (string | null)[] = JSON.parse(pair);
  return { offset: null, after: last ?? null, firstId: first ?? null };
}

export function pageQuery(
  contract: Contract,
  { limit, after }: { limit: number; after: string | undefined },
): Record<string, string | number> {
  const { page } = contract;
  const place = placeOf(after);
  if (place.offset !== null) return { [page.limit]: limit, [page.offset]: String(place.offset) };
  return { [page.limit]: limit, ...(place.after === null ? {} : { [page.after]: place.after }) };
}

/** Whether the page is the one before once more: nothing of it lies below the row that it was asked for. */
export function isRepeated(ids: readonly (string | null)[], after: string | undefined): boolean {
  const { firstId, after: row } = placeOf(after);
  return (firstId !== null && ids.includes(firstId)) || (row !== null && ids.at(-1) === row);
}

/**
 * Where the next page begins, or null after the last one. `ids` are those of the page's rows. A page of fewer rows than
 * asked for is not the last: the router may give fewer at most. Only its word ends a list, or a page without rows.
 */
export function nextAfter(
  contract: Contract,
  list: WireList,
  ids: readonly (string | null)[],
  askedAfter: string | undefined,
): string | null {
  if (list.hasMore === false || isRepeated(ids, askedAfter)) return null;
  const asked = placeOf(askedAfter);
  const [first = null] = ids;
  if (list.cursor === null && (list.offset !== null || contract.page.style === 'offset')) {
    return nextOffset(list, first, asked);
  }
  const last = ids.at(-1) ?? null;
  const next = list.cursor ?? last;
  if (next === null || next === asked.after) return null;
  const isSaid = list.cursor !== null || list.hasMore === true;
  return isSaid ? next : `after:${JSON.stringify([first, last])}`;
}

function nextOffset(list: WireList, firstId: string | null, asked: Place): string | null {
  const begin = asked.offset ?? 0;
  const end = (list.offset ?? begin) + list.rows.length;
  // Also for a router that answers each offset with its first page.
  if (list.rows.length === 0 || end <= begin) return null;
  if (list.total !== null) return end < list.total ? `offset:${end}` : null;
  return list.hasMore === true || firstId === null ? `offset:${end}` : `offset:${end}:${firstId}`;
}
