import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import type { createFollowUpInput, FollowUp } from '@/lib/follow-ups/follow-up';
import { toFollowUp } from '@/lib/follow-ups/server/to-follow-up';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { announce } from '@/lib/live/server/announce';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof createFollowUpInput> & { incidentRef: string };

export async function createFollowUp(context: Context, input: Input): Promise<FollowUp> {
  requireRole(context, 'responder');
  const { actor, clock } = context;
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    const row = await tx.followUp.create({
      data: {
        incidentId: incident.id,
        kind: input.kind,
        title: input.title,
        ownerName: input.ownerName || null,
        dueAt: input.dueAt ? new Date(input.dueAt) : null,
        createdById: actor.actorId,
        createdAt: clock.now(),
        updatedAt: clock.now(),
      },
    });
    const followUp = toFollowUp(row);
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'follow_up_recorded',
      source: 'person',
      text: `Follow-up: ${followUp.title}`,
      data: { ...followUp },
    });
    await announce(tx, { incident: incident.number, changed: 'postmortem' });
    return followUp;
  });
}
