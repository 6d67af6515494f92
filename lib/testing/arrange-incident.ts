import type { Context } from '@/lib/context';
import type { Incident, Prisma } from '@/lib/db/generated/client';

/** An open incident in the database, without the entries that declaring one would write. */
export async function arrangeIncident(
  context: Context,
  overrides: Partial<Prisma.IncidentCreateInput> = {},
): Promise<Incident> {
  const now = context.clock.now();
  return context.db.incident.create({
    data: {
      title: 'Deletes without approval',
      startedAt: now,
      detectedAt: now,
      declaredAt: now,
      phaseEnteredAt: now,
      declaredById: context.actor.actorId,
      declaredByName: context.actor.name,
      ...overrides,
    },
  });
}
