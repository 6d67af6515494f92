import type { Contract } from '@/lib/xem/wire/contract';
import type { RecordName } from '@/lib/xem/wire/field-table';
import { camelCase, firstPresent, isObject } from '@/lib/xem/wire/fields';

export type WireList = {
  rows: unknown[];
  /** Null where the envelope doesn't say; a cursor that is there and empty says no. */
  hasMore: boolean | null;
  cursor: string | null;
  /** Where the page begins, from an envelope that counts offsets. */
  offset: number | null;
  /** How many rows there are on all pages. */
  total: number | null;
};

/** The rows of a list in any envelope of A-02, or null when the answer is no list at all. */
export function readList(contract: Contract, name: RecordName, body: unknown): WireList | null {
  if (Array.isArray(body)) return { rows: body, hasMore: null, cursor: null, offset: null, total: null };
  if (!isObject(body)) return null;
  const keys = ['data', ...(contract.collections[name] ?? [])];
  const rows = keys.map((key) => body[key]).find((value) => Array.isArray(value));
  if (rows !== undefined) {
    const found = firstPresent(body, [...contract.nextCursor]);
    const cursor = typeof found === 'string' && found !== '' ? found : null;
    const total = countIn(body, ['total', 'total_count']);
    const saysEnd =
      cursor === null && total === null && contract.nextCursor.some((name) => isThere(body, name));
    return {
      rows,
      hasMore: typeof body.has_more === 'boolean' ? body.has_more : saysEnd ? false : null,
      cursor,
      offset: countIn(body, ['offset']),
      total,
    };
  }
  // {"data": {"executions": [...], "next_cursor": …}}
  return isObject(body.data) ? readList(contract, name, body.data) : null;
}

/** Also with nothing in it. */
const isThere = (body: Record<string, unknown>, name: string): boolean =>
  name in body || camelCase(name) in body;

function countIn(body: Record<string, unknown>, names: string[]): number | null {
  const value = firstPresent(body, names);
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
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
