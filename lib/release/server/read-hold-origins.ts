import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { Hold, Incident } from '@/lib/db/generated/client';

/**
 * The incident of a hold, and those that handed it over, from hand to hand: what led to the stop happened there. A hold
 * after a release goes back to the one that was released.
 */
export async function readHoldOrigins(db: Transaction, hold: Pick<Hold, 'id'>): Promise<Incident[]> {
  const seen = new Set<string>();
  const incidents = new Map<string, Incident>();
  let next = [hold.id];
  while (next.length > 0) {
    for (const id of next) seen.add(id);
    const holds = await db.hold.findMany({
      where: { id: { in: next } },
      include: { incident: true, afterRelease: { select: { holdId: true } } },
    });
    for (const { incident } of holds) incidents.set(incident.id, incident);
    const taken = await db.timelineEntry.findMany({
      where: {
        source: 'containment',
        OR: holds.map(({ id, incidentId }) => ({
          incidentId,
          sourceId: { startsWith: `hold:${id}:taken:` },
        })),
      },
      select: { sourceId: true },
    });
    const ids = [
      ...taken.flatMap(({ sourceId }) => sourceId?.split(':taken:')[1] ?? []),
      ...holds.flatMap(({ afterRelease }) => afterRelease?.holdId ?? []),
    ];
    next = ids.filter((id) => !seen.has(id));
  }
  return [...incidents.values()];
}
