import type { XemApiKey } from '@/lib/xem/api-key';
import type { StartedInvocation, XemTool } from '@/lib/xem/tool';
import { translateInvocation } from '@/lib/xem/translate';
import type { CreatedWebhook, XemWebhook, XemWebhookDelivery } from '@/lib/xem/webhook-subscription';
import type { Contract } from '@/lib/xem/wire/contract';
import { isObject } from '@/lib/xem/wire/fields';
import type {
  WireApiKey,
  WireInvocation,
  WireTool,
  WireWebhook,
  WireWebhookDelivery,
} from '@/lib/xem/wire/records';
import { translateWord } from '@/lib/xem/wire/words';

export function translateTool(wire: WireTool, { synonyms }: Contract): XemTool {
  return {
    toolName: wire.name,
    description: wire.description,
    risk: translateWord(synonyms.risks, wire.risk),
    domain: wire.domain,
    parameters: wire.parameters,
    timeoutMs: wire.timeout_ms,
    raw: wire.raw,
  };
}

export function translateStartedInvocation(
  wire: WireInvocation,
  contract: Contract,
): Omit<StartedInvocation, 'receipt'> {
  return { invocation: translateInvocation(wire, contract), approvalUrl: wire.approval_url };
}

export function translateApiKey(wire: WireApiKey): XemApiKey {
  return {
    keyId: wire.id,
    name: wire.name ?? wire.id,
    prefix: wire.prefix,
    scopes: wire.scopes,
    isActive: wire.is_active,
    lastUsedAt: wire.last_used_at,
    expiresAt: wire.expires_at,
    createdAt: wire.created_at,
    raw: wire.raw,
  };
}

export function translateWebhook(wire: WireWebhook): XemWebhook {
  return {
    webhookId: wire.id,
    url: wire.url,
    events: wire.events ?? [],
    description: wire.description,
    isActive: wire.active,
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
    raw: withoutSecret(wire.raw),
  };
}

export function translateCreatedWebhook(wire: WireWebhook): Omit<CreatedWebhook, 'receipt'> {
  return { webhook: translateWebhook(wire), secret: wire.secret };
}

/** The raw record is shown to people and kept; the secret is for one pair of eyes, once. */
function withoutSecret(raw: unknown): unknown {
  if (!isObject(raw)) return raw;
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !/secret/i.test(name)));
}

export function translateWebhookDelivery(wire: WireWebhookDelivery): XemWebhookDelivery {
  return {
    deliveryId: wire.id,
    eventId: wire.event_id,
    eventType: wire.event_type,
    status: wire.status,
    attemptCount: wire.attempts,
    responseStatus: wire.response_status,
    error: wire.error,
    createdAt: wire.created_at,
    lastAttemptAt: wire.last_attempt_at,
    raw: wire.raw,
  };
}
