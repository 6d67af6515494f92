import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { storableJson } from '@/lib/mirror/storable';

type ColumnType = 'text' | 'int' | 'boolean' | 'timestamptz' | 'jsonb' | 'text[]';

/** How rows of one kind are kept. Names and expressions are ours, never a caller's. */
export type MirrorTable<Column extends string> = {
  name: 'Invocation' | 'Approval' | 'Agent' | 'Workspace';
  key: Column;
  columns: Record<Column, ColumnType>;
  /** Columns that keep what they know when a later record leaves them out. */
  kept: Column[];
};

/**
 * Inserts or updates rows by XEM's id, in one statement, and returns how many it wrote: rows that say nothing new are not
 * touched at all. An observation that is older than the stored one changes nothing. Rows are locked in the order of their
 * ids, so that a poll and a hint that store the same ones wait for each other instead of locking each other out.
 */
export async function upsertRows<Column extends string>(
  tx: Transaction,
  table: MirrorTable<Column>,
  rows: Record<Column, unknown>[],
  observedAt: Date,
): Promise<number> {
  // One statement can't write a row twice, and a list that shifted while it was paged may name one twice.
  const unique = [...new Map(rows.map((row) => [row[table.key], row])).values()];
  if (unique.length === 0) return 0;
  const names = Object.keys(table.columns) as Column[];
  const quoted = (prefix: string) => names.map((name) => `${prefix}"${name}"`).join(', ');
  const definition = names.map((name) => `"${name}" ${table.columns[name]}`).join(', ');
  const agreement = names.map((name) => agreementOf(table, name));
  const assignments = names
    .filter((name) => name !== table.key)
    .map((name) => `"${name}" = ${valueOnConflict(table, name)}`);
  return tx.$executeRaw`
    INSERT INTO ${Prisma.raw(`"${table.name}"`)} AS known
      (${Prisma.raw(quoted(''))}, "firstSeenAt", "observedAt")
    SELECT ${Prisma.raw(quoted('given.'))}, ${observedAt}::timestamptz, ${observedAt}::timestamptz
    FROM jsonb_to_recordset(${storableJson(unique)}::jsonb) AS given(${Prisma.raw(definition)})
    WHERE NOT EXISTS (
      SELECT FROM ${Prisma.raw(`"${table.name}"`)} AS known
      WHERE known.${Prisma.raw(`"${table.key}"`)} = given.${Prisma.raw(`"${table.key}"`)}
        AND ${Prisma.raw(agreement.join(' AND '))})
    ORDER BY given.${Prisma.raw(`"${table.key}"`)} COLLATE "C"
    ON CONFLICT (${Prisma.raw(`"${table.key}"`)}) DO UPDATE
    SET ${Prisma.raw(assignments.join(', '))}, "observedAt" = excluded."observedAt"
    WHERE known."observedAt" <= excluded."observedAt"`;
}

/**
 * Whether a stored row and a given one say the same of a column. All are compared, and not the record alone: the contract
 * file may change what the same record means.
 */
export function agreementOf<Column extends string>(
  { kept }: Pick<MirrorTable<Column>, 'kept'>,
  name: Column,
): string {
  const isSame = `known."${name}" IS NOT DISTINCT FROM given."${name}"`;
  return kept.includes(name) ? `(given."${name}" IS NULL OR ${isSame})` : isSame;
}

function valueOnConflict<Column extends string>(table: MirrorTable<Column>, name: Column): string {
  return table.kept.includes(name) ? `coalesce(excluded."${name}", known."${name}")` : `excluded."${name}"`;
}
