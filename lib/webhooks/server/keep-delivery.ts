import 'server-only';
import type { Database } from '@/lib/db/client';
import { groupWrites } from '@/lib/db/group-writes';
import { storableJson } from '@/lib/mirror/storable';
import type { NewDelivery } from '@/lib/webhooks/server/to-new-delivery';

export type KeepDelivery = (delivery: NewDelivery) => Promise<{ isRepeat: boolean }>;

/**
 * Keeps deliveries, the same event as one row however often it comes: one statement, for one delivery at rest and for
 * all that came meanwhile under load. Settles when the row is committed.
 */
export function keepDeliveries(db: Database): KeepDelivery {
  return groupWrites((deliveries) => write(db, deliveries));
}

async function write(db: Database, deliveries: NewDelivery[]): Promise<{ isRepeat: boolean }[]> {
  const byId = Map.groupBy(deliveries, ({ eventId }) => eventId);
  // One statement can't write a row twice.
  const rows = [...byId.values()].flatMap(([first, ...repeats]) =>
    first ? [{ ...first, receivedCount: 1 + repeats.length }] : [],
  );
  const written = await db.$queryRaw<{ eventId: string; receivedCount: number }[]>`
    INSERT INTO "WebhookDelivery" AS known (
      "eventId", type, "executionId", "invocationId", "approvalId", "agentId", "workspaceId", "occurredAt",
      "receivedAt", "lastReceivedAt", "receivedCount", "signedBy", "bodyBytes", body, fate, "fateReason", "settledAt",
      "dueAt")
    SELECT
      "eventId", type, "executionId", "invocationId", "approvalId", "agentId", "workspaceId", "occurredAt",
      "receivedAt", "receivedAt", "receivedCount", "signedBy", "bodyBytes", body,
      CASE WHEN ignored IS NULL THEN 'pending' ELSE 'ignored' END::"WebhookFate", ignored,
      CASE WHEN ignored IS NOT NULL THEN "receivedAt" END, CASE WHEN ignored IS NULL THEN "receivedAt" END
    FROM jsonb_to_recordset(${storableJson(rows)}::jsonb) AS given(
      "eventId" text, type text, "executionId" text, "invocationId" text, "approvalId" text, "agentId" text,
      "workspaceId" text, "occurredAt" timestamptz, "receivedAt" timestamptz, "receivedCount" int, "signedBy" text,
      "bodyBytes" int, body jsonb, ignored text)
    -- In one order on every replica, so that none waits for another.
    ORDER BY "eventId"
    ON CONFLICT ("eventId") DO UPDATE
    SET "receivedCount" = known."receivedCount" + excluded."receivedCount",
        "lastReceivedAt" = greatest(known."lastReceivedAt", excluded."receivedAt")
    RETURNING "eventId", "receivedCount"`;
  const countBefore = new Map(
    written.map(({ eventId, receivedCount }) => [eventId, receivedCount - (byId.get(eventId)?.length ?? 0)]),
  );
  return deliveries.map((delivery) => {
    const isRepeat =
      (countBefore.get(delivery.eventId) ?? 0) > 0 || byId.get(delivery.eventId)?.[0] !== delivery;
    return { isRepeat };
  });
}
