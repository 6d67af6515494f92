import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { isStorableId, storableInstant, storableJson, storableWord } from '@/lib/mirror/storable';
import type { XemAgentEvent } from '@/lib/xem/xem';

/** Events never change, so a known one is left alone. Returns how many were new. */
export async function storeAgentEvents(
  tx: Transaction,
  agentId: string,
  events: XemAgentEvent[],
  firstSeenAt: Date,
): Promise<number> {
  const rows = events
    .filter(({ eventId }) => isStorableId(eventId))
    .map((event) => ({
      ...event,
      agentId,
      type: storableWord(event.type),
      occurredAt: storableInstant(event.occurredAt) ?? firstSeenAt,
    }));
  return tx.$executeRaw`
    INSERT INTO "AgentEvent" ("agentId", "eventId", type, "occurredAt", detail, raw, "firstSeenAt")
    SELECT "agentId", "eventId", type, "occurredAt", detail, coalesce(raw, 'null'), ${firstSeenAt}::timestamptz
    FROM jsonb_to_recordset(${storableJson(rows)}::jsonb)
      AS given("agentId" text, "eventId" text, type text, "occurredAt" timestamptz, detail text, raw jsonb)
    ON CONFLICT ("agentId", "eventId") DO NOTHING`;
}
