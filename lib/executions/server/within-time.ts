import 'server-only';
import type { Database } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { sqlStateOf } from '@/lib/db/sql-state';

/** SQLSTATE of a statement that was stopped because it took too long. */
const stopped = '57014';

/** The rows, or null when the database did not have them after this long, in ms. It stops working on them then. */
export async function withinTime<Row>(
  db: Database,
  limitMs: number,
  query: Prisma.Sql,
): Promise<Row[] | null> {
  try {
    return await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT set_config('statement_timeout', ${String(limitMs)}, true)`;
      return tx.$queryRaw<Row[]>(query);
    });
  } catch (error) {
    if (sqlStateOf(error) === stopped) return null;
    throw error;
  }
}
