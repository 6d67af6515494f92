import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { IncidentDetail } from '@/lib/incidents/incident';

/** The newest update in its newest wording. */
export async function readLastUpdate(
  db: Transaction,
  incidentId: string,
): Promise<IncidentDetail['lastUpdate']> {
  const update = await db.timelineEntry.findFirst({
    where: { incidentId, kind: 'update_posted' },
    orderBy: { sequence: 'desc' },
  });
  if (!update) return null;
  const correction = await db.timelineEntry.findFirst({
    where: { incidentId, kind: 'entry_corrected', data: { path: ['rootEntryId'], equals: update.id } },
    orderBy: { sequence: 'desc' },
  });
  const newest = correction ?? update;
  return {
    text: newest.text ?? '',
    authorName: update.actorName,
    postedAt: newest.happenedAt.toISOString(),
  };
}
