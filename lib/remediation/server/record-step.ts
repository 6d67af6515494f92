import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { announce } from '@/lib/live/server/announce';
import { ladder } from '@/lib/remediation/ladder';
import type { RemediationStep, recordStepInput } from '@/lib/remediation/remediation-schema';
import { toRemediationStep } from '@/lib/remediation/server/to-remediation-step';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof recordStepInput> & { incidentRef: string };

export async function recordStep(context: Context, input: Input): Promise<RemediationStep> {
  requireRole(context, 'responder');
  const { actor, clock } = context;
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    const { rung, status, what, why } = input;
    const row = await tx.remediationStep.create({
      data: {
        incidentId: incident.id,
        rung,
        status,
        what,
        why,
        result: input.result || null,
        subjectKind: input.subjectKind ?? null,
        subjectId: input.subjectId ?? null,
        createdById: actor.actorId,
        createdByName: actor.name,
        createdAt: clock.now(),
        updatedAt: clock.now(),
      },
    });
    const step = toRemediationStep(row);
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'remediation_recorded',
      source: 'person',
      text: `${ladder[rung].title}: ${what}`,
      data: { ...step },
    });
    await announce(tx, { incident: incident.number, changed: 'remediation' });
    return step;
  });
}
