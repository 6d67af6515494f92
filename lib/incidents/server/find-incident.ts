import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { Incident } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';

/** The row behind `INC-7` or an id. Throws `not_found`. */
export async function findIncident(db: Transaction, incidentRef: string): Promise<Incident> {
  const number = incidentRef.match(/^INC-(\d+)$/i)?.[1];
  const where = number ? { number: Number(number) } : { id: incidentRef };
  const incident = await db.incident.findUnique({ where });
  if (!incident) throw notFound('incident', incidentRef);
  return incident;
}
