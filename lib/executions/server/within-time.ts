import 'server-only';
import type { Database } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';

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
    if (isStopped(error)) return null;
    throw error;
  }
}

function isStopped(error: unknown): boolean {
  for (let cause: unknown = error; typeof cause === 'object' && cause !== null; ) {
    if ('originalCode' in cause && cause.originalCode === stopped) return true;
    if ('meta' in cause && isStopped(cause.meta)) return true;
    if ('driverAdapterError' in cause && isStopped(cause.driverAdapterError)) return true;
    cause = 'cause' in cause ? cause.cause : null;
  }
  return false;
}
