import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { lockExecutions } from '@/lib/mirror/server/execution-lock';
import { agreementOf, type MirrorTable } from '@/lib/mirror/server/upsert-rows';
import { storableJson } from '@/lib/mirror/storable';

type ExecutionTable<Column extends string> = Omit<MirrorTable<Column>, 'name'> & {
  /** Columns whose new value follows from others; `known` is the stored row, `given` the new one. */
  derived: Partial<Record<Column, string>>;
};

/**
 * What `upsertRows` does, for the partitioned table of executions: a known row is found in whatever partition it is, and
 * moves to another when its time changes. Who else stores executions waits until this transaction ends.
 */
export async function mergeExecutions<Column extends string>(
  tx: Transaction,
  table: ExecutionTable<Column>,
  rows: Record<Column, unknown>[],
  observedAt: Date,
): Promise<number> {
  // One statement can't write a row twice, and a list that shifted while it was paged may name one twice.
  const unique = new Map(rows.map((row) => [row[table.key], row]));
  if (unique.size === 0) return 0;
  const names = Object.keys(table.columns) as Column[];
  const quoted = (prefix: string) => names.map((name) => `${prefix}"${name}"`).join(', ');
  const definition = names.map((name) => `"${name}" ${table.columns[name]}`).join(', ');
  const agreement = names
    .filter((name) => table.derived[name] === undefined)
    .map((name) => agreementOf(table, name));
  const assignments = names
    .filter((name) => name !== table.key)
    .map((name) => `"${name}" = ${mergedValue(table, name)}`);
  const key = Prisma.raw(`"${table.key}"`);
  // In a statement of its own: the next one sees what the one before us has committed.
  await lockExecutions(tx);
  return tx.$executeRaw`
    MERGE INTO "Execution" AS known
    USING jsonb_to_recordset(${storableJson([...unique.values()])}::jsonb) AS given(${Prisma.raw(definition)})
    ON known.${key} = given.${key} AND known.${key} = ANY(${[...unique.keys()]}::text[])
    WHEN MATCHED AND known."observedAt" <= ${observedAt}::timestamptz AND NOT (${Prisma.raw(agreement.join(' AND '))}) THEN
      UPDATE SET ${Prisma.raw(assignments.join(', '))}, "observedAt" = ${observedAt}::timestamptz
    WHEN NOT MATCHED THEN
      INSERT (${Prisma.raw(quoted(''))}, "firstSeenAt", "observedAt")
      VALUES (${Prisma.raw(quoted('given.'))}, ${observedAt}::timestamptz, ${observedAt}::timestamptz)`;
}

function mergedValue<Column extends string>(table: ExecutionTable<Column>, name: Column): string {
  const derived = table.derived[name];
  if (derived !== undefined) return derived;
  return table.kept.includes(name) ? `coalesce(given."${name}", known."${name}")` : `given."${name}"`;
}
