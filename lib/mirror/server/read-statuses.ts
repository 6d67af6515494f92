import 'server-only';
import type { Database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/** Every status that rows of a table have, from its index: one step a status, however many rows there are. */
export async function readStatuses(
  db: Database,
  table: 'Execution' | 'Invocation' | 'Approval',
): Promise<string[]> {
  const name = Prisma.raw(`"${table}"`);
  const rows = await db.$queryRaw<{ status: string }[]>`
    WITH RECURSIVE step AS (
      (SELECT status FROM ${name} ORDER BY status LIMIT 1)
      UNION ALL
      SELECT (SELECT later.status FROM ${name} AS later WHERE later.status > step.status
        ORDER BY later.status LIMIT 1)
      FROM step WHERE step.status IS NOT NULL
    )
    SELECT status FROM step WHERE status IS NOT NULL`;
  return rows.map(({ status }) => status);
}
