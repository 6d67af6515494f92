import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

type IndexedColumn = 'status' | 'risk' | 'toolName';

/**
 * The values a column has, from its index: one step a value, however many rows there are. With `since`, only values that
 * occurred after it.
 */
export async function readDistinct(db: Transaction, column: IndexedColumn, since?: Date): Promise<string[]> {
  const name = Prisma.raw(`"${column}"`);
  const recent = since
    ? Prisma.sql`AND EXISTS (
        SELECT FROM "Execution" AS recent WHERE recent.${name} = step.value AND recent."occurredAt" >= ${since})`
    : Prisma.empty;
  const rows = await db.$queryRaw<{ value: string }[]>`
    WITH RECURSIVE step AS (
      (SELECT ${name} AS value FROM "Execution" WHERE ${name} IS NOT NULL ORDER BY ${name} LIMIT 1)
      UNION ALL
      SELECT (
        SELECT later.${name} FROM "Execution" AS later WHERE later.${name} > step.value
        ORDER BY later.${name} LIMIT 1
      )
      FROM step WHERE step.value IS NOT NULL
    )
    SELECT value FROM step WHERE value IS NOT NULL ${recent}`;
  return rows.map(({ value }) => value);
}
