import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { AppError, notFound } from '@/lib/errors';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { announce } from '@/lib/live/server/announce';
import { ladder } from '@/lib/remediation/ladder';
import { missingResult, type StepStatus, stepStatusNames } from '@/lib/remediation/remediation';
import type { RemediationStep, updateStepInput } from '@/lib/remediation/remediation-schema';
import { toRemediationStep } from '@/lib/remediation/server/to-remediation-step';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof updateStepInput> & { incidentRef: string; stepId: string };

/** Says how a step went. A repeat that changes nothing writes nothing. */
export async function updateStep(context: Context, input: Input): Promise<RemediationStep> {
  requireRole(context, 'responder');
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    // Locked, so that of two people who answer at once the log shows both, one after the other.
    await tx.$queryRaw`SELECT id::text FROM "RemediationStep" WHERE id = ${input.stepId}::uuid FOR UPDATE`;
    const before = await tx.remediationStep.findFirst({
      where: { id: input.stepId, incidentId: incident.id },
    });
    if (!before) throw notFound('remediation step', input.stepId);
    const after = {
      status: input.status ?? before.status,
      what: input.what ?? before.what,
      why: input.why ?? before.why,
      result: input.result === undefined ? before.result : input.result || null,
    };
    assertResult(after);
    const changes = changesBetween(before, after);
    if (Object.keys(changes).length === 0) return toRemediationStep(before);

    const row = await tx.remediationStep.update({
      where: { id: before.id },
      data: { ...after, updatedAt: context.clock.now() },
    });
    const step = toRemediationStep(row);
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'remediation_recorded',
      source: 'person',
      text: `${ladder[row.rung].title}, ${stepStatusNames[row.status]}: ${row.result ?? row.what}`,
      data: { ...step, before: changes },
    });
    await announce(tx, { incident: incident.number, changed: 'remediation' });
    return step;
  });
}

/** What stood before, for the fields that differ. */
function changesBetween<Fields extends Record<string, unknown>>(before: Fields, after: Partial<Fields>) {
  return Object.fromEntries(
    Object.keys(after)
      .filter((key) => before[key] !== after[key])
      .map((key) => [key, before[key]]),
  );
}

function assertResult(step: { status: StepStatus; result: string | null }): void {
  const message = missingResult(step);
  if (!message) return;
  throw new AppError('invalid_input', `result: ${message}`, {
    details: { errors: [{ field: 'result', message }] },
  });
}
