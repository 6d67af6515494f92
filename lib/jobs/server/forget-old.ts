import 'server-only';
import type { Context } from '@/lib/context';
import { forgetDeliveries } from '@/lib/webhooks/server/forget-deliveries';

const dayMs = 86_400_000;

/** Removes what has served its time: answers kept for repeats, expired sessions and one-time links, what came by webhook. */
export async function forgetOld(context: Context): Promise<void> {
  const { db, clock } = context;
  const now = clock.now();
  await db.idempotencyRecord.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - dayMs) } } });
  await db.session.deleteMany({ where: { expiresAt: { lt: now } } });
  await db.verification.deleteMany({ where: { expiresAt: { lt: now } } });
  await forgetDeliveries(context);
}
