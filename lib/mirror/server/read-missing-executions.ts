import 'server-only';
import type { Database } from '@/lib/db/client';
import type { MissingRow } from '@/lib/mirror/server/list-source';
import { readStatuses } from '@/lib/mirror/server/read-statuses';

const missingRead = 100;

/**
 * Executions that an invocation names and no page has shown: a call that waited long for its approval may stand far down in
 * the list, at the time it was asked for.
 */
export async function readMissingExecutions(
  db: Database,
  namedSince: Date,
  except: string[],
): Promise<MissingRow[]> {
  // Naming the statuses lets the index on status and time answer.
  const statuses = await readStatuses(db, 'Invocation');
  return db.$queryRaw<MissingRow[]>`
    SELECT invocation."executionId" AS id, invocation."observedAt" AS "namedAt"
    FROM "Invocation" AS invocation
    WHERE invocation.status = ANY(${statuses}::text[]) AND invocation."observedAt" >= ${namedSince}
      AND invocation."executionId" <> ALL(${except}::text[])
      AND NOT EXISTS (
        SELECT FROM "Execution" AS execution WHERE execution."executionId" = invocation."executionId")
    ORDER BY invocation."observedAt"
    LIMIT ${missingRead}`;
}
