import 'server-only';
import { createHash } from 'node:crypto';
import { isStorableId, storableInstant, storableWord } from '@/lib/mirror/storable';
import { type Wanted, wantedBy } from '@/lib/webhooks/plan-reads';
import { readWebhookEvent, type XemWebhookEvent } from '@/lib/xem/webhook-event';
import type { Contract } from '@/lib/xem/wire/contract';

/** A delivery as it is kept when it comes. `ignored` says why there is nothing to follow. */
export type NewDelivery = {
  eventId: string;
  type: string | null;
  executionId: string | null;
  invocationId: string | null;
  approvalId: string | null;
  agentId: string | null;
  workspaceId: string | null;
  occurredAt: Date | null;
  receivedAt: Date;
  signedBy: string;
  bodyBytes: number;
  body: unknown;
  ignored: string | null;
};

/** A longer body is not kept: it can be read again where it came from. */
const keptBodyBytes = 16_384;

export function toNewDelivery(
  rawBody: Uint8Array,
  { receivedAt, signedBy }: Pick<NewDelivery, 'receivedAt' | 'signedBy'>,
  contract: Contract,
): NewDelivery {
  const event = readWebhookEvent(rawBody, contract);
  const arrival = { receivedAt, signedBy, bodyBytes: rawBody.byteLength };
  if (event === 'no_json' || event === 'no_type') {
    const ignored = event === 'no_json' ? 'The body is no JSON object.' : 'The body names no type of event.';
    return { ...arrival, ...nothing, eventId: hashOf(rawBody), ignored };
  }
  const { executionId, invocationId, approvalId, agentId, workspaceId } = event.about;
  const about = {
    executionId: storableId(executionId),
    invocationId: storableId(invocationId),
    approvalId: storableId(approvalId),
    agentId: storableId(agentId),
    workspaceId: storableId(workspaceId),
  };
  const isTest = event.type === contract.webhook.testEvent;
  return {
    ...arrival,
    ...about,
    eventId: isStorableId(event.eventId) ? event.eventId : hashOf(Buffer.from(event.eventId)),
    type: storableWord(event.type),
    occurredAt: storableInstant(event.createdAt),
    body: rawBody.byteLength > keptBodyBytes ? null : event.raw,
    ignored: isTest ? 'A test: it arrived.' : whyIgnored(event, wantedBy({ ...about, type: event.type })),
  };
}

const nothing = {
  type: null,
  executionId: null,
  invocationId: null,
  approvalId: null,
  agentId: null,
  workspaceId: null,
  occurredAt: null,
  body: null,
};

function whyIgnored({ standing }: XemWebhookEvent, { objects, polls }: Wanted): string | null {
  if (objects.length > 0 || polls.length > 0) return null;
  return standing === 'reserved'
    ? 'A reserved type that names nothing to look at.'
    : 'A type that is not known here and names nothing to look at.';
}

const storableId = (id: string | null): string | null => (id !== null && isStorableId(id) ? id : null);

const hashOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
