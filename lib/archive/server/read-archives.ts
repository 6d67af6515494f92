import 'server-only';
import type { Archive } from '@/lib/archive/archive-schema';
import { toArchive } from '@/lib/archive/server/to-archive';
import type { Transaction } from '@/lib/db/client';
import type { PageOf } from '@/lib/http/endpoint';
import { findIncident } from '@/lib/incidents/server/find-incident';

export async function readArchives(
  context: { db: Transaction },
  input: { incidentRef: string },
): Promise<PageOf<Archive>> {
  const incident = await findIncident(context.db, input.incidentRef);
  const rows = await context.db.archive.findMany({
    where: { incidentId: incident.id },
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    include: { evidence: true },
  });
  return { data: rows.map(toArchive), nextCursor: null };
}
