import { collections, fields } from '@/lib/xem/wire/field-table';
import { operations, surfaces } from '@/lib/xem/wire/operation-table';

/**
 * Every path, method, field name and header that Holdfast assumes of the router, in one place, each with
 * how well it is known (`mark.ts`). The adapter reads by this table and the simulator answers by it, so a wrong guess
 * is corrected here and nowhere else.
 */
export const contract = {
  surfaces,
  operations,
  fields,
  collections,
  /** Order matters: a later one is the more dangerous. */
  risks: ['read', 'write', 'destructive', 'irreversible'],
  gatedRisks: ['destructive', 'irreversible'],
  /** Seconds until an unanswered approval escalates, then times out (D:appr). */
  approvalTimeoutSeconds: { destructive: 900, irreversible: 3600 },
  /** D:glos, cfg: renewal cadence; A-14: three missed renewals make an agent offline. */
  leaseRenewalMs: 10_000,
  leaseMissesUntilOffline: 3,
  /** D:files, c-wh. */
  page: { defaultLimit: 20, maxLimit: 100, limit: 'limit', after: 'after' },
  nextCursor: ['next_cursor', 'next_after', 'next'],
  headers: { requestId: 'X-Request-ID', retryAfter: 'Retry-After' },
  /** D:c-wh for the names and the five minutes, A-13 for the rest. */
  webhook: {
    signatureHeader: 'X-Webhook-Signature',
    timestampHeader: 'X-Webhook-Timestamp',
    maxAgeSeconds: 300,
    /** Of those that XEM sends; the reserved ones never come (D:xwh). */
    testEvent: 'webhook.test',
  },
  scopeInsufficient: { code: 'scope_insufficient', type: 'authentication_error' },
  /** D:exp. */
  exportMaxDays: 90,
  pauseBody: { workspaceId: 'workspace_id', workspaceName: 'workspace' },
  invocationBody: { workspaceId: 'workspace_id', toolName: 'tool_name', arguments: 'arguments' },
  rotationBody: { reason: 'reason' },
  webhookBody: { url: 'url', events: 'events', description: 'description', isActive: 'active' },
  decisionBody: { note: 'note', reason: 'reason', confirm: 'confirm' },
  exportBody: { start: 'start_date', end: 'end_date', format: 'format' },
} as const;
