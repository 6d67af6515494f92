import { type Asked, isAnswer, type Purpose } from '@/lib/xem/probe/asked';
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

/** The lists by which the way of paging is told: one of them alone may be an exception. */
const pagedLists = [
  ['listExecutions', 'execution'],
  ['listAgents', 'agent'],
] as const;
type PagedList = (typeof pagedLists)[number];

type Paging = { style: 'cursor' | 'offset' | null; said: string };

/** The style that all of them show; none where they differ, or where one could not be tried. */
export function pagingOf(asked: readonly Asked[], contract: Contract): Paging {
  const [executions, agents] = pagedLists.map((list) => pagingOfOne(asked, contract, list)) as [
    Paging,
    Paging,
  ];
  const style = executions.style === agents.style ? executions.style : null;
  const isSame = executions.said === agents.said;
  return { style, said: isSame ? executions.said : `${executions.said}, those of agents ${agents.said}` };
}

/**
 * By whether the second page went on to older rows. That it differs from the first is not enough: a router
 * that ignores the question answers with what is newest by then.
 */
export function pagingOfOne(
  asked: readonly Asked[],
  contract: Contract,
  [operation, record]: PagedList,
): Paging {
  const body = (purpose: Purpose) =>
    asked.find((it) => it.purpose === purpose && it.operation === operation && isAnswer(it))?.body;
  const idOf = (row: unknown) => (isObject(row) ? idIn(contract, record, row) : null);
  const recent = rowsIn(contract, record, body('recent')).map(idOf);
  const place = (purpose: Purpose) => {
    const id = idOf(firstRow(contract, record, body(purpose)));
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
