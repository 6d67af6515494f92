import 'server-only';
import type { Context } from '@/lib/context';
import type { EvidenceItem } from '@/lib/evidence/evidence-schema';
import { toEvidenceItem } from '@/lib/evidence/server/to-evidence-item';
import type { PageOf } from '@/lib/http/endpoint';
import { findIncident } from '@/lib/incidents/server/find-incident';

export async function readEvidence(
  context: Context,
  input: { incidentRef: string },
): Promise<PageOf<EvidenceItem>> {
  const incident = await findIncident(context.db, input.incidentRef);
  const rows = await context.db.evidenceItem.findMany({
    where: { incidentId: incident.id },
    orderBy: [{ addedAt: 'desc' }, { id: 'desc' }],
  });
  return { data: rows.map(toEvidenceItem), nextCursor: null };
}
