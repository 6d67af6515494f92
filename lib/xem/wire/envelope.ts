import { contract } from '@/lib/xem/wire/contract';
import type { RecordName } from '@/lib/xem/wire/field-table';
import { firstPresent, isObject } from '@/lib/xem/wire/fields';

export type WireList = {
  rows: unknown[];
  /** Null where the envelope doesn't say. */
  hasMore: boolean | null;
  cursor: string | null;
};

/** The rows of a list in any envelope of A-02, or null when the answer is no list at all. */
export function readList(name: RecordName, body: unknown): WireList | null {
  if (Array.isArray(body)) return { rows: body, hasMore: null, cursor: null };
  if (!isObject(body)) return null;
  const keys = ['data', ...(contract.collections[name] ?? [])];
  const rows = keys.map((key) => body[key]).find((value) => Array.isArray(value));
  if (rows !== undefined) {
    const cursor = firstPresent(body, [...contract.nextCursor]);
    return {
      rows,
      hasMore: typeof body.has_more === 'boolean' ? body.has_more : null,
      cursor: typeof cursor === 'string' && cursor !== '' ? cursor : null,
    };
  }
  // {"data": {"executions": [...], "next_cursor": …}}
  return isObject(body.data) ? readList(name, body.data) : null;
}

/** One record, bare or wrapped as `data` or under its own name. */
export function unwrapRecord(name: string, body: unknown): unknown {
  if (!isObject(body)) return body;
  for (const key of ['data', name]) {
    const inner = body[key];
    if (isObject(inner) && !('id' in body) && !(`${name}_id` in body)) return inner;
  }
  return body;
}

/** Where the next page begins, or null after the last one. `lastId` is the id of the page's last row. */
export function nextAfter(
  list: WireList,
  lastId: string | null,
  asked: { limit: number; after: string | undefined },
): string | null {
  const isLast =
    list.hasMore === false ||
    (list.hasMore === null && list.cursor === null && list.rows.length < asked.limit);
  if (isLast) return null;
  const next = list.cursor ?? lastId;
  // A router that ignores the cursor would answer the same page for ever.
  return next === asked.after ? null : next;
}
