import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { Hold, Incident } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';
import { findIncident } from '@/lib/incidents/server/find-incident';

/** A hold of this very incident. Throws `not_found`. */
export async function findHold(
  db: Transaction,
  { incidentRef, holdId }: { incidentRef: string; holdId: string },
): Promise<{ hold: Hold; incident: Incident }> {
  const incident = await findIncident(db, incidentRef);
  const hold = await db.hold.findFirst({ where: { id: holdId, incidentId: incident.id } });
  if (!hold) throw notFound('hold', holdId);
  return { hold, incident };
}
