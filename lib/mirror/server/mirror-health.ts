import 'server-only';
import type { Prisma } from '@/lib/db/generated/client';
import { announce } from '@/lib/live/server/announce';
import type { PollContext, PollResult } from '@/lib/mirror/server/list-source';
import { storableJson, storableWord } from '@/lib/mirror/storable';

export async function mirrorHealth({ db, xem, clock }: PollContext): Promise<PollResult> {
  const observedAt = clock.now();
  const health = await xem.healthDashboard();
  const stored = (value: unknown) => JSON.parse(storableJson(value)) as Prisma.InputJsonValue;
  const status = storableWord(health.status);
  const services = stored(health.services);
  const hasNews = await db.$transaction(async (tx) => {
    const before = await tx.xemHealth.findUnique({ where: { id: 1 } });
    const data = { status, services, raw: stored(health.raw ?? {}), observedAt };
    await tx.xemHealth.upsert({ where: { id: 1 }, create: data, update: data });
    const isSame = before?.status === status && sameServices(before.services, services);
    if (!isSame) await announce(tx, { incident: null, changed: 'freshness' });
    return !isSame;
  });
  return { isBehind: false, hasNews };
}

/** `jsonb` gives keys back in another order than it got them. */
function sameServices(stored: unknown, given: unknown): boolean {
  return canonical(stored) === canonical(given);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => a.localeCompare(b)))
      : item,
  );
}
