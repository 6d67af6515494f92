import { Refusal } from '@/lib/simulator/http/refusal';
import { contract } from '@/lib/xem/wire/contract';

export type Query = Record<string, string | undefined>;

/** One page of what is kept oldest first, given newest first, as `{object, data, has_more}`. */
export function newestFirst<Item>(
  items: Iterable<Item>,
  query: Query,
  idOf: (item: Item) => string,
  present: (item: Item) => unknown,
) {
  return page([...items].reverse(), query, idOf, present);
}

export function page<Item>(
  items: readonly Item[],
  query: Query,
  idOf: (item: Item) => string,
  present: (item: Item) => unknown,
) {
  const limit = readLimit(query[contract.page.limit]);
  const after = query[contract.page.after];
  const begin = after === undefined ? 0 : placeAfter(items, after, idOf);
  const data = items.slice(begin, begin + limit).map(present);
  return { object: 'list', data, has_more: begin + limit < items.length };
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
