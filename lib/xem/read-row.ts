import type { Kind } from '@/lib/xem/kinds';
import type { Contract } from '@/lib/xem/wire/contract';
import { isObject, readFields } from '@/lib/xem/wire/fields';

/** One record under the table's names, or what is wrong with it. */
export function readRow<Wire>(
  contract: Contract,
  kind: Pick<Kind<Wire, unknown>, 'record' | 'schema' | 'asRecord'>,
  row: unknown,
) {
  const record = kind.asRecord?.(row) ?? row;
  const named = isObject(record) ? { ...readFields(contract.fields[kind.record], record), raw: row } : record;
  return kind.schema.safeParse(named);
}

/** Those that can be read, translated. */
export function readRows<Wire, Item>(contract: Contract, kind: Kind<Wire, Item>, rows: unknown[]): Item[] {
  return rows.flatMap((row) => {
    const parsed = readRow(contract, kind, row);
    return parsed.success ? [kind.translate(parsed.data, contract)] : [];
  });
}
