import type { Asked, Purpose } from '@/lib/xem/probe/asked';
import { firstRow, idIn, rowsIn, unknownCollection } from '@/lib/xem/probe/rows';
import type { Contract } from '@/lib/xem/wire/contract';
import { readList } from '@/lib/xem/wire/envelope';
import { isObject } from '@/lib/xem/wire/fields';

export function describeList(contract: Contract, body: unknown): string {
  if (Array.isArray(body)) return 'a bare array';
  if (!isObject(body)) return 'no list';
  const list = readList(contract, 'execution', body);
  const key = list === null ? unknownCollection(contract, 'execution', body) : null;
  if (list === null) return key === null ? 'no list' : `an object with the rows as ${key}`;
  return `an object with ${Object.keys(body).join(', ')}`;
}

type Paging = { style: 'cursor' | 'offset' | null; said: string };

/**
 * By whether the second page went on to older rows. That it differs from the first is not enough: a router
 * that ignores the question answers with what is newest by then.
 */
export function pagingOf(asked: readonly Asked[], contract: Contract): Paging {
  const body = (purpose: Purpose) =>
    asked.find((it) => it.purpose === purpose && it.operation === 'listExecutions' && it.status === 200)
      ?.body;
  const idOf = (row: unknown) => (isObject(row) ? idIn(contract, 'execution', row) : null);
  const recent = rowsIn(contract, 'execution', body('recent')).map(idOf);
  const place = (purpose: Purpose) => {
    const id = idOf(firstRow(contract, 'execution', body(purpose)));
    return id === null ? -1 : recent.indexOf(id);
  };
  const [first, byCursor, byOffset] = [place('surface'), place('page_by_cursor'), place('page_by_offset')];
  if (first === -1 || recent.length - first < 2) return { style: null, said: 'could not be tried' };
  if (byCursor > first) return { style: 'cursor', said: 'go on after a cursor' };
  if (byOffset > first) return { style: 'offset', said: 'go on by counting' };
  return {
    style: null,
    said: 'go on neither after a cursor nor by counting: only the first page can be read',
  };
}
