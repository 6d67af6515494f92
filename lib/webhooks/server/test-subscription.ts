import 'server-only';
import { recordAudit } from '@/lib/audit/server/record-audit';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { findWebhookHere } from '@/lib/webhooks/server/find-webhook-here';

/** Its arrival shows among the deliveries, or among what was refused. */
export async function testSubscription(
  context: Context,
  { webhookId }: { webhookId: string },
): Promise<{ webhookId: string }> {
  requireRole(context, 'admin');
  await findWebhookHere(context, webhookId);
  const receipt = await context.xem.testWebhook(webhookId);
  await recordAudit(context, context.db, {
    action: 'webhook_tested',
    subjectKind: 'webhook',
    subjectId: webhookId,
    xemRequestId: receipt.requestId,
  });
  return { webhookId };
}
