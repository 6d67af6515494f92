import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { readEnv } from '@/lib/env';
import { keptSince } from '@/lib/mirror/partition-months';

/** What is older may go: nothing that an open incident may still look at, whatever the settings say. */
export async function readForgetBefore(tx: Transaction, now: Date): Promise<Date> {
  const kept = keptSince(now, readEnv().HOLDFAST_RETENTION_DAYS);
  const oldest = await tx.incident.findFirst({
    where: { phase: { not: 'closed' } },
    orderBy: { startedAt: 'asc' },
    select: { startedAt: true },
  });
  return oldest && oldest.startedAt < kept ? oldest.startedAt : kept;
}
