import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import type { IncidentSummary } from '@/lib/incidents/incident';
import type { postUpdateInput } from '@/lib/incidents/inputs';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { readSummary } from '@/lib/incidents/server/to-summary';
import { updateDueAt } from '@/lib/incidents/severity';
import { announce } from '@/lib/live/server/announce';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof postUpdateInput> & { incidentRef: string };

/** Says where the incident stands. A repeat is caught by the idempotency key at the edge. */
export async function postUpdate(context: Context, input: Input): Promise<IncidentSummary> {
  requireRole(context, 'responder');
  const now = context.clock.now();
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    const { count } = await tx.incident.updateMany({
      where: { id: incident.id, phase: { not: 'closed' } },
      data: {
        lastUpdateAt: now,
        updateDueAt: updateDueAt(incident.severity, now),
        ...(input.hypothesis !== undefined && { hypothesis: input.hypothesis }),
      },
    });
    if (count === 0) {
      throw new AppError('conflict', 'a closed incident takes notes but no updates; reopen it first');
    }
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'update_posted',
      source: 'person',
      text: input.text,
      data: { ...(input.hypothesis !== undefined && { hypothesis: input.hypothesis }) },
    });
    await announce(tx, { incident: incident.number, changed: 'detail' });
    return readSummary(tx, incident.id);
  });
}
