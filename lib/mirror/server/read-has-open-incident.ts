import 'server-only';
import type { Database } from '@/lib/db/client';

/** An incident that is written up or closed no longer needs the quicker beat, unless something is still held. */
export async function readHasOpenIncident(db: Database): Promise<boolean> {
  const incident = await db.incident.findFirst({
    where: {
      OR: [{ phase: { notIn: ['postmortem', 'closed'] } }, { holds: { some: { releasedAt: null } } }],
    },
    select: { id: true },
  });
  return incident !== null;
}
