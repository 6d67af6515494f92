import type { Contract } from '@/lib/xem/wire/contract';
import { readList, unwrapRecord } from '@/lib/xem/wire/envelope';
import type { RecordName } from '@/lib/xem/wire/field-table';
import { firstPresent, isObject, type JsonObject } from '@/lib/xem/wire/fields';

/** The rows of a list, also where it stands under a name that the table doesn't know. */
export function rowsIn(contract: Contract, record: RecordName, body: unknown): unknown[] {
  const known = readList(contract, record, body);
  if (known !== null) return known.rows;
  const key = unknownCollection(contract, record, body);
  const rows = key === null || !isObject(body) ? null : body[key];
  return Array.isArray(rows) ? rows : [];
}

export function firstRow(contract: Contract, record: RecordName, body: unknown): JsonObject | null {
  const [row] = rowsIn(contract, record, body);
  return isObject(row) ? row : null;
}

/** The one list in an answer whose name the table doesn't know. */
export function unknownCollection(contract: Contract, record: RecordName, body: unknown): string | null {
  if (!isObject(body) || readList(contract, record, body) !== null) return null;
  const [key, another] = Object.keys(body).filter((it) => Array.isArray(body[it]));
  return key !== undefined && another === undefined ? key : null;
}

export function recordIn(record: RecordName, body: unknown): JsonObject | null {
  const found = unwrapRecord(record, body);
  return isObject(found) ? found : null;
}

const idFields: Partial<Record<RecordName, string>> = {
  execution: 'execution_id',
  invocation: 'invocation_id',
  tool: 'name',
};

export function idIn(contract: Contract, record: RecordName, row: JsonObject | null): string | null {
  const id = row === null ? null : fieldIn(contract, record, idFields[record] ?? 'id', row);
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}

export function fieldIn(contract: Contract, record: RecordName, field: string, row: JsonObject): unknown {
  const table: Contract['fields'][RecordName] = contract.fields[record];
  const entry = Object.entries(table).find(([name]) => name === field)?.[1];
  return entry === undefined ? null : firstPresent(row, entry.slice(1));
}
