import { Refusal } from '@/lib/simulator/http/refusal';
import type { RouterContext } from '@/lib/simulator/http/routes';
import type { Shelf } from '@/lib/simulator/world/ledger';
import { contract } from '@/lib/xem/wire/contract';

/** What a list is paged over; a shelf already is one. */
type Pages<Item> = Pick<Shelf<Item>, 'size' | 'newest' | 'rankOf'>;

/** One page of what is kept oldest first, given newest first. */
export function newestFirst<Item extends { id: string }>(
  context: RouterContext,
  items: readonly Item[],
  present: (item: Item) => unknown,
) {
  return page(context, items.toReversed(), (it) => it.id, present);
}

/** One page in the order given. */
export function page<Item>(
  context: RouterContext,
  items: readonly Item[],
  idOf: (item: Item) => string,
  present: (item: Item) => unknown,
) {
  const rankOf = (id: string) => {
    const index = items.findIndex((item) => idOf(item) === id);
    return index === -1 ? undefined : index;
  };
  return pageOf(context, { size: items.length, newest: (rank) => items[rank], rankOf }, idOf, present);
}

/**
 * In the envelope of the variant; usually `{object, data, has_more}`. Looks at the rows of the page
 * alone, and at those that `isWanted` leaves out.
 */
export function pageOf<Item>(
  context: RouterContext,
  items: Pages<Item>,
  idOf: (item: Item) => string,
  present: (item: Item) => unknown,
  isWanted: (item: Item) => boolean = all,
) {
  const { lists, clamps } = context.get('variants');
  const query = context.req.query();
  const asked = readLimit(query[contract.page.limit]);
  const limit = clamps ? Math.min(asked, clampedTo) : asked;
  const after = query[contract.page.after]?.replace(/^cur_/, '');
  const offset = Math.max(0, Math.floor(Number(query[contract.page.offset] ?? 0)) || 0);
  const byOffset = lists === 'offset' || lists === 'offset-alone';
  // Counted are the wanted rows alone; where all are wanted, the place is known without counting.
  let skipped = byOffset && isWanted !== all ? offset : 0;
  const begin = byOffset ? offset - skipped : after === undefined ? 0 : placeAfter(items, after);
  const found: Item[] = [];
  for (let rank = begin; rank < items.size && found.length <= limit; rank += 1) {
    const item = items.newest(rank);
    if (item === undefined || !isWanted(item)) continue;
    if (skipped > 0) skipped -= 1;
    else found.push(item);
  }
  const hasMore = found.length > limit;
  const shown = found.slice(0, limit);
  const data = shown.map(present);
  const last = shown.at(-1);
  switch (lists) {
    case 'object':
      return { object: 'list', data, has_more: hasMore };
    case 'array':
      return data;
    case 'named':
      return { [collectionOf(context)]: data, has_more: hasMore };
    case 'items':
      return { items: data, has_more: hasMore };
    case 'cursor':
      return { data, next_cursor: hasMore && last !== undefined ? `cur_${idOf(last)}` : null };
    case 'offset':
      return { data, offset, total: items.size };
    case 'offset-alone':
      return { data, offset };
  }
}

const all = () => true;
const clampedTo = 10;

/** The last word of the address, as a key. */
function collectionOf(context: RouterContext): string {
  return (context.req.path.split('/').at(-1) ?? 'items').replaceAll('-', '_');
}

/** The row after that id; past the end for an id that is gone, since the oldest are forgotten first. */
function placeAfter<Item>(items: Pages<Item>, after: string): number {
  const rank = items.rankOf(after);
  return rank === undefined ? items.size : rank + 1;
}

export function readLimit(text: string | undefined): number {
  if (text === undefined) return contract.page.defaultLimit;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > contract.page.maxLimit) {
    throw new Refusal(400, 'invalid_request_error', `limit must be from 1 to ${contract.page.maxLimit}`);
  }
  return limit;
}
