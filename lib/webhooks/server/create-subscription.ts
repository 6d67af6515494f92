import 'server-only';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { makeSubscription } from '@/lib/webhooks/server/make-subscription';
import type { Subscription } from '@/lib/webhooks/webhook-schema';

/** Throws `conflict` where there is one already. */
export async function createSubscription(context: Context): Promise<Subscription> {
  requireRole(context, 'admin');
  return makeSubscription(context, ({ isCurrent }) => {
    if (isCurrent) {
      throw new AppError('conflict', 'there is a subscription already', {
        userMessage: 'Holdfast has a subscription already. Rotate its secret instead.',
      });
    }
  });
}
