import { Refusal } from '@/lib/simulator/http/refusal';
import type { RouterContext } from '@/lib/simulator/http/routes';
import { contract } from '@/lib/xem/wire/contract';

/** One page of what is kept oldest first, given newest first. */
export function newestFirst<Item>(
  context: RouterContext,
  items: Iterable<Item>,
  idOf: (item: Item) => string,
  present: (item: Item) => unknown,
) {
  return page(context, [...items].reverse(), idOf, present);
}

/** In the envelope of the variant; usually `{object, data, has_more}`. */
export function page<Item>(
  context: RouterContext,
  items: readonly Item[],
  idOf: (item: Item) => string,
  present: (item: Item) => unknown,
) {
  const { lists } = context.get('variants');
  const query = context.req.query();
  const limit = readLimit(query[contract.page.limit]);
  const after = query[contract.page.after]?.replace(/^cur_/, '');
  const begin =
    lists === 'offset'
      ? Math.max(0, Number(query[contract.page.offset] ?? 0) || 0)
      : after === undefined
        ? 0
        : placeAfter(items, after, idOf);
  const shown = items.slice(begin, begin + limit);
  const data = shown.map(present);
  const hasMore = begin + limit < items.length;
  const last = shown.at(-1);
  switch (lists) {
    case 'object':
      return { object: 'list', data, has_more: hasMore };
    case 'array':
      return data;
    case 'named':
      return { [collectionOf(context)]: data, has_more: hasMore };
    case 'cursor':
      return { data, next_cursor: hasMore && last !== undefined ? `cur_${idOf(last)}` : null };
    case 'offset':
      return { data, offset: begin, total: items.length };
  }
}

/** The last word of the address, as a key. */
function collectionOf(context: RouterContext): string {
  return (context.req.path.split('/').at(-1) ?? 'items').replaceAll('-', '_');
}

/** The row after that id; past the end for an id that is gone, since the oldest are forgotten first. */
function placeAfter<Item>(items: readonly Item[], after: string, idOf: (item: Item) => string): number {
  const index = items.findIndex((item) => idOf(item) === after);
  return index === -1 ? items.length : index + 1;
}

export function readLimit(text: string | undefined): number {
  if (text === undefined) return contract.page.defaultLimit;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > contract.page.maxLimit) {
    throw new Refusal(400, 'invalid_request_error', `limit must be from 1 to ${contract.page.maxLimit}`);
  }
  return limit;
}
