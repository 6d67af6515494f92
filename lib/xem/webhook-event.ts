import { createHash } from 'node:crypto';
import { readRow } from '@/lib/xem/read-row';
import { type Contract, contract as usualContract } from '@/lib/xem/wire/contract';
import { isObject, readFields } from '@/lib/xem/wire/fields';
import { type WireWebhookData, wireWebhookData, wireWebhookEvent } from '@/lib/xem/wire/records';

/** A hint that something changed. What it says is never taken over: the objects are read again. */
export type XemWebhookEvent = {
  /** The same for every delivery of one event. */
  eventId: string;
  type: string;
  /** Reserved types are documented as never sent; any other type may still come to be. */
  standing: 'known' | 'reserved' | 'unknown';
  createdAt: Date | null;
  about: {
    invocationId: string | null;
    executionId: string | null;
    approvalId: string | null;
    agentId: string | null;
    workspaceId: string | null;
  };
  raw: unknown;
};

/** Why there is no event in a body: both are to be acknowledged, or XEM would send them again and again. */
export type NoEvent = 'no_json' | 'no_type';

export function readWebhookEvent(
  rawBody: Uint8Array,
  contract: Contract = usualContract,
): XemWebhookEvent | NoEvent {
  const body = parseJson(rawBody);
  if (!isObject(body)) return 'no_json';
  const event = readRow(contract, { record: 'webhookEvent', schema: wireWebhookEvent }, body);
  // Budget alerts come in an older shape that has none (contract 4.1).
  if (!event.success || event.data.type === null) return 'no_type';
  const { id, type, created_at: createdAt, data } = event.data;
  return {
    eventId: id ?? `sha256:${createHash('sha256').update(rawBody).digest('hex')}`,
    type,
    standing: standingOf(type, contract),
    createdAt,
    about: aboutWhat(readData(contract, data)),
    raw: body,
  };
}

function standingOf(type: string, { webhook }: Contract): XemWebhookEvent['standing'] {
  if (webhook.events.includes(type) || type === webhook.testEvent) return 'known';
  return webhook.reservedEvents.includes(type) ? 'reserved' : 'unknown';
}

function readData(contract: Contract, data: unknown): WireWebhookData {
  const record = isObject(data) ? data : {};
  return wireWebhookData.parse({ ...readFields(contract.fields.webhookData, record), raw: record });
}

function aboutWhat(data: WireWebhookData): XemWebhookEvent['about'] {
  return {
    invocationId: data.invocation_id,
    executionId: data.execution_id,
    approvalId: data.approval_id,
    agentId: data.agent_id,
    workspaceId: data.workspace_id,
  };
}

function parseJson(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch {
    return undefined;
  }
}
