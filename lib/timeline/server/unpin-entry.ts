import 'server-only';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { announce } from '@/lib/live/server/announce';
import { findEntry, readItem } from '@/lib/timeline/server/find-entry';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

type Input = { incidentRef: string; entryId: string };

/** Takes an entry out of the story. May be called again. */
export async function unpinEntry(context: Context, input: Input): Promise<TimelineItem> {
  requireRole(context, 'responder');
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    const { rootId } = await findEntry(tx, incident.id, input.entryId);
    await tx.storyPin.deleteMany({ where: { incidentId: incident.id, entryId: rootId } });
    await announce(tx, { incident: incident.number, changed: 'timeline' });
    return readItem(tx, incident.id, rootId);
  });
}
