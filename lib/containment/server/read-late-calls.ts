import 'server-only';
import { type LateCall, lateCallSchema } from '@/lib/containment/containment';
import type { Transaction } from '@/lib/db/client';

/** Calls that came after a stop of this incident, as its log has them; newest first. */
export async function readLateCalls(db: Transaction, incidentId: string): Promise<LateCall[]> {
  const entries = await db.timelineEntry.findMany({
    where: { incidentId, kind: 'call_after_stop' },
    select: { happenedAt: true, data: true },
    orderBy: { happenedAt: 'desc' },
  });
  return entries.map(({ happenedAt, data }) =>
    lateCallSchema.parse({ ...(data as object), happenedAt: happenedAt.toISOString() }),
  );
}
