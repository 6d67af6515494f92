import type { Contract } from '@/lib/xem/wire/contract';
import type { WireList } from '@/lib/xem/wire/envelope';

/**
 * A router pages by the last id, by a cursor of its own, or by counting. To the caller it is always a text that asks
 * for the next page. Where the router does not say whether there is one, the text also names a row of the page it came with,
 * by which a router that does not page gives itself away: the first row, which never stands below an id, or where rows are
 * counted the last one. New rows push a counted list down, now and then by a whole page: only twice in a row is it the end.
 */
type Place = {
  offset: number | null;
  after: string | null;
  firstId: string | null;
  lastId: string | null;
  endsIfRepeated: boolean;
};

const top: Place = { offset: null, after: null, firstId: null, lastId: null, endsIfRepeated: true };
const counted = /^(offset|repeated):(\d+)(?::(.*))?$/s;
const below = /^after:(\[.*\])$/s;

function placeOf(text: string | undefined): Place {
  const [, word, offset, row = null] = counted.exec(text ?? '') ?? [];
  if (offset !== undefined)
    return { ...top, offset: Number(offset), lastId: row, endsIfRepeated: word === 'repeated' };
  const [, pair] = below.exec(text ?? '') ?? [];
  if (pair === undefined) return { ...top, after: text ?? null, lastId: text ?? null };
  const [first, last]: (string | null)[] = JSON.parse(pair);
  return { ...top, after: last ?? null, firstId: first ?? null, lastId: last ?? null };
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
  const { firstId, lastId } = placeOf(after);
  return (firstId !== null && ids.includes(firstId)) || (lastId !== null && ids.at(-1) === lastId);
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
  const asked = placeOf(askedAfter);
  const isAgain = isRepeated(ids, askedAfter);
  if (list.hasMore === false || (isAgain && asked.endsIfRepeated)) return null;
  const [first = null] = ids;
  const last = ids.at(-1) ?? null;
  if (list.cursor === null && (list.offset !== null || contract.page.style === 'offset')) {
    const end = endOf(list, asked);
    if (end === null) return null;
    const isSaid = list.total !== null || list.hasMore === true;
    return isSaid || last === null ? `offset:${end}` : `${isAgain ? 'repeated' : 'offset'}:${end}:${last}`;
  }
  const next = list.cursor ?? last;
  if (next === null || next === asked.after) return null;
  const isSaid = list.cursor !== null || list.hasMore === true;
  return isSaid ? next : `after:${JSON.stringify([first, last])}`;
}

/** Where the page ends that was asked for by its offset, or null where no other follows. */
function endOf(list: WireList, asked: Place): number | null {
  const begin = asked.offset ?? 0;
  const end = (list.offset ?? begin) + list.rows.length;
  // Also for a router that answers each offset with its first page.
  if (list.rows.length === 0 || end <= begin) return null;
  return list.total === null || end < list.total ? end : null;
}
