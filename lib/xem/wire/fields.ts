import type { FieldEntry } from '@/lib/xem/wire/field-table';

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One record under the table's own field names: for each, the first alias that is there and not null. */
export function readFields(table: Record<string, FieldEntry>, record: JsonObject): JsonObject {
  const entries = Object.entries(table).map(([field, [, ...aliases]]) => [
    field,
    firstPresent(record, aliases),
  ]);
  return Object.fromEntries(entries);
}

export function firstPresent(record: JsonObject, aliases: readonly string[]): unknown {
  for (const alias of aliases) {
    const value = valueAt(record, alias) ?? valueAt(record, camelCase(alias));
    if (value !== undefined && value !== null) return value;
  }
  return null;
}

function valueAt(record: JsonObject, path: string): unknown {
  let current: unknown = record;
  for (const step of path.split('.')) {
    if (!isObject(current)) return undefined;
    current = current[step];
  }
  return current;
}

export function camelCase(alias: string): string {
  return alias.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
