import 'server-only';
import { publicUrl } from '@/lib/auth/public-url';
import type { Context } from '@/lib/context';
import { readEnv } from '@/lib/env';
import { AppError, isAppError } from '@/lib/errors';
import { isSameAddress, webhookAddress } from '@/lib/webhooks/webhook-address';

/**
 * Guards subscriptions of others: only what Holdfast made, or what sends here, may be touched from here. Returns whether
 * XEM still knows it; throws `not_allowed`.
 */
export async function findWebhookHere(
  { db, xem }: Pick<Context, 'db' | 'xem'>,
  webhookId: string,
): Promise<{ isKnown: boolean }> {
  const own = await db.webhookSubscription.findUnique({
    where: { xemWebhookId: webhookId },
    select: { id: true },
  });
  try {
    const { url } = await xem.showWebhook(webhookId);
    if (own || isSameAddress(url, webhookAddress(publicUrl(readEnv())))) return { isKnown: true };
  } catch (error) {
    if (own && isAppError(error, 'not_found')) return { isKnown: false };
    throw error;
  }
  throw new AppError('not_allowed', `subscription ${webhookId} sends elsewhere`, {
    userMessage: 'That subscription sends somewhere else. It is not for Holdfast to touch.',
  });
}
