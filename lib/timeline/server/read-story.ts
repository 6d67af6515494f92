import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { correctionDataSchema } from '@/lib/timeline/correction-data';
import { toItems } from '@/lib/timeline/server/to-items';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

/** The pinned entries in their newest wording, in the order things happened. */
export async function readStory(
  { db }: { db: Transaction },
  { incidentRef }: { incidentRef: string },
): Promise<{ data: TimelineItem[] }> {
  const incident = await findIncident(db, incidentRef);
  const of = { incidentId: incident.id };
  const roots = await db.timelineEntry.findMany({ where: { ...of, pins: { some: of } } });
  const corrections = await db.timelineEntry.findMany({
    where: { ...of, kind: 'entry_corrected' },
    orderBy: { sequence: 'asc' },
  });
  const newestOf = new Map(
    corrections.map((correction) => [correctionDataSchema.parse(correction.data).rootEntryId, correction]),
  );
  const newest = roots
    .map((root) => newestOf.get(root.id) ?? root)
    .sort((a, b) => a.happenedAt.getTime() - b.happenedAt.getTime() || a.sequence - b.sequence);
  return { data: await toItems(db, incident.id, newest) };
}
