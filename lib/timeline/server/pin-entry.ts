import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { announce } from '@/lib/live/server/announce';
import type { pinEntryInput } from '@/lib/timeline/inputs';
import { findEntry, readItem } from '@/lib/timeline/server/find-entry';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

type Input = z.output<typeof pinEntryInput> & { incidentRef: string; entryId: string };

/**
 * Makes an entry part of the story, or rewords its caption. May be called again. The story is a selection from the log,
 * so choosing adds nothing to the log itself.
 */
export async function pinEntry(context: Context, input: Input): Promise<TimelineItem> {
  requireRole(context, 'responder');
  const { actor, clock } = context;
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    const { rootId } = await findEntry(tx, incident.id, input.entryId);
    const key = { incidentId: incident.id, entryId: rootId };
    const { count } = await tx.storyPin.createMany({
      data: {
        ...key,
        caption: input.caption ?? null,
        pinnedById: actor.actorId,
        pinnedByName: actor.name,
        pinnedAt: clock.now(),
      },
      skipDuplicates: true,
    });
    if (count === 0 && input.caption !== undefined) {
      await tx.storyPin.update({ where: { incidentId_entryId: key }, data: { caption: input.caption } });
    }
    await announce(tx, { incident: incident.number, changed: 'timeline' });
    return readItem(tx, incident.id, rootId);
  });
}
