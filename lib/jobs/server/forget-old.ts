import 'server-only';
import type { Context } from '@/lib/context';

const dayMs = 86_400_000;

/** Removes what has served its time: answers kept for repeats, expired sessions and one-time links. */
export async function forgetOld({ db, clock }: Context): Promise<void> {
  const now = clock.now();
  await db.idempotencyRecord.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - dayMs) } } });
  await db.session.deleteMany({ where: { expiresAt: { lt: now } } });
  await db.verification.deleteMany({ where: { expiresAt: { lt: now } } });
}
