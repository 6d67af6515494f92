import 'server-only';
import { recordAudit } from '@/lib/audit/server/record-audit';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { isAppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import { findWebhookHere } from '@/lib/webhooks/server/find-webhook-here';

/**
 * Deletes a subscription at XEM and forgets its secret. One that is gone already is ended all the same, so asking twice
 * changes nothing; a secret is forgotten only when nothing can be signed with it any more.
 */
export async function endSubscription(
  context: Context,
  { webhookId }: { webhookId: string },
): Promise<{ webhookId: string }> {
  requireRole(context, 'admin');
  const { db, xem, clock } = context;
  const ended = await db.webhookSubscription.findFirst({ where: { xemWebhookId: webhookId, slot: null } });
  if (ended) return { webhookId };
  const { isKnown } = await findWebhookHere(context, webhookId);
  const receipt = isKnown ? await deleteAtXem(xem, webhookId) : null;
  await db.$transaction(async (tx) => {
    await tx.webhookSubscription.updateMany({
      where: { xemWebhookId: webhookId },
      data: { slot: null, sealedSecret: null, endedAt: clock.now() },
    });
    await recordAudit(context, tx, {
      action: 'webhook_ended',
      subjectKind: 'webhook',
      subjectId: webhookId,
      xemRequestId: receipt?.requestId ?? null,
    });
    await announce(tx, { incident: null, changed: 'webhooks' });
  });
  return { webhookId };
}

async function deleteAtXem(xem: Context['xem'], webhookId: string) {
  try {
    return await xem.deleteWebhook(webhookId);
  } catch (error) {
    // Somebody else was quicker: that is what was wanted.
    if (isAppError(error, 'not_found')) return null;
    throw error;
  }
}
