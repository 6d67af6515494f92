import 'server-only';
import type { Context } from '@/lib/context';
import { keptDays } from '@/lib/webhooks/webhook';

const dayMs = 86_400_000;
const refusalsKeptDays = 30;

/** Removes deliveries that have served their time: an event that came again after that would only be looked at again. */
export async function forgetDeliveries({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> {
  const daysAgo = (days: number) => new Date(clock.now().getTime() - days * dayMs);
  await db.webhookDelivery.deleteMany({ where: { receivedAt: { lt: daysAgo(keptDays) } } });
  await db.webhookRefusal.deleteMany({ where: { day: { lt: daysAgo(refusalsKeptDays) } } });
}
