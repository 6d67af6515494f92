import 'server-only';
import type { Transaction } from '@/lib/db/client';

export type HandedTarget = { holdId: string; scopeId: string; incidentId: string; addedAt: Date };

/**
 * What was handed over before it had drained, of these scopes, as long as a hold that it was handed to still means it:
 * the stop goes on there, and its receipt is still open where it was asked for. One that XEM had not accepted by then
 * has no receipt but that of the other incident.
 */
export async function readHandedTargets(db: Transaction, scopeIds: string[]): Promise<HandedTarget[]> {
  return db.$queryRaw<HandedTarget[]>`
    WITH RECURSIVE standing AS (
      SELECT "holdId", "scopeId" FROM "HoldTarget"
      WHERE "scopeId" = ANY(${scopeIds}::uuid[]) AND "releasedAt" IS NULL
      UNION
      SELECT hold.id, target."scopeId" FROM standing
      JOIN "Hold" AS hold ON hold."handedToId" = standing."holdId"
      JOIN "HoldTarget" AS target ON target."holdId" = hold.id AND target."scopeId" = standing."scopeId"
        AND target."releasedAt" = hold."releasedAt")
    SELECT target."holdId"::text AS "holdId", target."scopeId"::text AS "scopeId",
      hold."incidentId"::text AS "incidentId", target."addedAt"
    FROM standing JOIN "HoldTarget" AS target USING ("holdId", "scopeId")
    JOIN "Hold" AS hold ON hold.id = target."holdId"
    WHERE target."releasedAt" IS NOT NULL AND target."drainedAt" IS NULL AND target."acceptedAt" IS NOT NULL`;
}
