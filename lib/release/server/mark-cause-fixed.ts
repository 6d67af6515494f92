import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { lockIncident } from '@/lib/containment/server/lock-scopes';
import type { Context } from '@/lib/context';
import { notFound } from '@/lib/errors';
import { findIncident } from '@/lib/incidents/server/find-incident';
import type { CauseFix, markCauseFixedInput } from '@/lib/release/release-schema';
import { readCauseFix } from '@/lib/release/server/read-cause-fix';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof markCauseFixedInput> & { incidentRef: string };

/** Says that what caused the incident is fixed. Where somebody has said so already, their mark is the answer. */
export async function markCauseFixed(context: Context, input: Input): Promise<CauseFix> {
  requireRole(context, 'responder');
  const { actor, clock } = context;
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    await lockIncident(tx, incident.id);
    const earlier = await readCauseFix(tx, incident.id);
    if (earlier) return earlier;
    const { what, remediationStepId = null } = input;
    if (remediationStepId !== null) {
      const step = await tx.remediationStep.findFirst({
        where: { id: remediationStepId, incidentId: incident.id },
      });
      if (!step) throw notFound('remediation step', remediationStepId);
    }
    const { id: causeFixId } = await tx.causeFix.create({
      data: {
        incidentId: incident.id,
        what,
        remediationStepId,
        markedById: actor.actorId,
        markedByName: actor.name,
        markedAt: clock.now(),
      },
    });
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'cause_fixed',
      source: 'person',
      text: what,
      data: { causeFixId, remediationStepId },
    });
    await announceContainment(tx, [incident.number]);
    const mark = await readCauseFix(tx, incident.id);
    if (!mark) throw notFound('mark of', input.incidentRef);
    return mark;
  });
}
