import 'server-only';
import { createHash } from 'node:crypto';
import { isStorableId, storableInstant, storableJson, storableWord } from '@/lib/mirror/storable';
import { type Wanted, wantedBy } from '@/lib/webhooks/plan-reads';
import type { Intake } from '@/lib/webhooks/server/intake';
import { readWebhookEvent, type XemWebhookEvent } from '@/lib/xem/webhook-event';

/** A longer body is not kept: it can be read again where it came from. */
const keptBodyBytes = 16_384;

type Kept = { eventId: string; isRepeat: boolean; isHint: boolean };

/** One statement, whether the event is new or comes again: the same event twice is one row. */
export async function keepDelivery(
  { db, contract }: Intake,
  { rawBody, receivedAt, signedBy }: { rawBody: Uint8Array; receivedAt: Date; signedBy: string },
): Promise<Kept> {
  const row = toRow(readWebhookEvent(rawBody, contract), rawBody, contract.webhook.testEvent);
  const isHint = row.ignored === null;
  const [written] = await db.$queryRaw<{ receivedCount: number }[]>`
    INSERT INTO "WebhookDelivery" AS known (
      "eventId", type, "executionId", "invocationId", "approvalId", "agentId", "workspaceId", "occurredAt",
      "receivedAt", "lastReceivedAt", "signedBy", "bodyBytes", body, fate, "fateReason", "settledAt", "dueAt")
    VALUES (
      ${row.eventId}, ${row.type}, ${row.executionId}, ${row.invocationId}, ${row.approvalId}, ${row.agentId},
      ${row.workspaceId}, ${row.occurredAt}::timestamptz, ${receivedAt}::timestamptz, ${receivedAt}::timestamptz,
      ${signedBy}, ${rawBody.byteLength}, ${row.body}::jsonb, ${isHint ? 'pending' : 'ignored'}::"WebhookFate",
      ${row.ignored}, ${isHint ? null : receivedAt}::timestamptz, ${isHint ? receivedAt : null}::timestamptz)
    ON CONFLICT ("eventId") DO UPDATE
    SET "receivedCount" = known."receivedCount" + 1,
        "lastReceivedAt" = greatest(known."lastReceivedAt", excluded."receivedAt")
    RETURNING "receivedCount"`;
  return { eventId: row.eventId, isHint, isRepeat: (written?.receivedCount ?? 1) > 1 };
}

const nothing = { executionId: null, invocationId: null, approvalId: null, agentId: null, workspaceId: null };

function toRow(event: ReturnType<typeof readWebhookEvent>, rawBody: Uint8Array, testEvent: string) {
  if (event === 'no_json' || event === 'no_type') {
    const ignored = event === 'no_json' ? 'The body is no JSON object.' : 'The body names no type of event.';
    return { ...nothing, eventId: hashOf(rawBody), type: null, occurredAt: null, body: null, ignored };
  }
  const { executionId, invocationId, approvalId, agentId, workspaceId } = event.about;
  const about = {
    executionId: storableId(executionId),
    invocationId: storableId(invocationId),
    approvalId: storableId(approvalId),
    agentId: storableId(agentId),
    workspaceId: storableId(workspaceId),
  };
  return {
    ...about,
    eventId: isStorableId(event.eventId) ? event.eventId : hashOf(Buffer.from(event.eventId)),
    type: storableWord(event.type),
    occurredAt: storableInstant(event.createdAt),
    body: rawBody.byteLength > keptBodyBytes ? null : storableJson(event.raw),
    ignored:
      event.type === testEvent
        ? 'A test: it arrived.'
        : whyIgnored(event, wantedBy({ ...about, type: event.type })),
  };
}

function whyIgnored({ standing }: XemWebhookEvent, { objects, polls }: Wanted): string | null {
  if (objects.length > 0 || polls.length > 0) return null;
  return standing === 'reserved'
    ? 'A reserved type that names nothing to look at.'
    : 'A type that is not known here and names nothing to look at.';
}

const storableId = (id: string | null): string | null => (id !== null && isStorableId(id) ? id : null);

const hashOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
