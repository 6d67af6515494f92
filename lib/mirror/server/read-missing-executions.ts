import 'server-only';
import type { Database } from '@/lib/db/client';
import type { OpenRow } from '@/lib/mirror/server/list-source';
import { readStatuses } from '@/lib/mirror/server/read-statuses';

const missingRead = 100;
const never = new Date(0);

/**
 * Executions that a lately changed invocation names and no page has shown: a call that waited long for its approval may
 * stand far down in the list, at the time it was asked for.
 */
export async function readMissingExecutions(db: Database, changedSince: Date): Promise<OpenRow[]> {
  // Naming the statuses lets the index on status and time answer.
  const statuses = await readStatuses(db, 'Invocation');
  const rows = await db.$queryRaw<{ executionId: string }[]>`
    SELECT invocation."executionId" FROM "Invocation" AS invocation
    WHERE invocation.status = ANY(${statuses}::text[]) AND invocation."observedAt" >= ${changedSince}
      AND invocation."executionId" IS NOT NULL
      AND NOT EXISTS (
        SELECT FROM "Execution" AS execution WHERE execution."executionId" = invocation."executionId")
    LIMIT ${missingRead}`;
  return rows.map(({ executionId }) => ({ id: executionId, begunAt: never, observedAt: never }));
}
