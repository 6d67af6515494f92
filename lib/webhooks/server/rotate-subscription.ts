import 'server-only';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { makeSubscription } from '@/lib/webhooks/server/make-subscription';
import type { Subscription } from '@/lib/webhooks/webhook-schema';

/** XEM gives a subscription one secret for good, so a new secret is a second subscription. Throws `conflict`. */
export async function rotateSubscription(context: Context): Promise<Subscription> {
  requireRole(context, 'admin');
  return makeSubscription(context, ({ isCurrent, isPrevious }) => {
    if (!isCurrent) throw refused('Holdfast has no subscription to rotate. Create one.');
    if (isPrevious) throw refused('The subscription before this one is still there. End it first.');
  });
}

const refused = (sentence: string): AppError => new AppError('conflict', sentence);
