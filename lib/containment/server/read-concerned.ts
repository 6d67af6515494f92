import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { AgentScope } from '@/lib/db/generated/client';

export type Concerned = { incidentId: string; number: number };

export type ScopeFacts = Pick<AgentScope, 'id' | 'desired' | 'requestedAt'>;

/**
 * The incidents whose log tells what happens to these scopes, by the id of the scope: those that hold it, or, while it
 * resumes, those whose release was the last and so has led to that, unless they were closed before it was asked for. In
 * one order, since their rows are locked one after the other. A scope that concerns nobody is left out.
 */
export async function readConcernedByScope(
  tx: Transaction,
  scopes: ScopeFacts[],
): Promise<Map<string, Concerned[]>> {
  const rows = await tx.$queryRaw<(Concerned & { scopeId: string })[]>`
    SELECT DISTINCT target."scopeId"::text AS "scopeId", incident.id::text AS "incidentId", incident.number
    FROM jsonb_to_recordset(${JSON.stringify(scopes)}::jsonb)
      AS scope (id uuid, desired "DesiredState", "requestedAt" timestamptz)
    JOIN "HoldTarget" AS target ON target."scopeId" = scope.id
      AND CASE WHEN scope.desired = 'paused' THEN target."releasedAt" IS NULL
        ELSE target."releasedAt" = (
          SELECT max(last."releasedAt") FROM "HoldTarget" AS last WHERE last."scopeId" = scope.id) END
    JOIN "Hold" AS hold ON hold.id = target."holdId"
    JOIN "Incident" AS incident ON incident.id = hold."incidentId"
      AND (scope.desired = 'paused' OR incident."closedAt" IS NULL OR incident."closedAt" >= scope."requestedAt")
    ORDER BY "incidentId"`;
  const byScope = Map.groupBy(rows, ({ scopeId }) => scopeId);
  return new Map(
    [...byScope].map(([scopeId, of]) => [
      scopeId,
      of.map(({ incidentId, number }) => ({ incidentId, number })),
    ]),
  );
}
