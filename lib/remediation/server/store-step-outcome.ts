import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { announce } from '@/lib/live/server/announce';
import { ladder } from '@/lib/remediation/ladder';
import { type StepStatus, stepStatusNames } from '@/lib/remediation/remediation';
import { toRemediationStep } from '@/lib/remediation/server/to-remediation-step';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type StepOutcome = { stepId: string; status: StepStatus; result: string; xemRequestId: string | null };

/** Says how a step that Holdfast itself carried out went, in the caller's transaction. */
export async function storeStepOutcome(
  context: Pick<Context, 'actor' | 'clock'>,
  tx: Transaction,
  { stepId, status, result, xemRequestId }: StepOutcome,
): Promise<void> {
  const row = await tx.remediationStep.update({
    where: { id: stepId },
    data: { status, result, updatedAt: context.clock.now() },
    include: { incident: { select: { number: true } } },
  });
  await appendEntry(context, tx, {
    incidentId: row.incidentId,
    kind: 'remediation_recorded',
    source: 'person',
    text: `${ladder[row.rung].title}, ${stepStatusNames[row.status]}: ${row.what}. ${result}`,
    data: { ...toRemediationStep(row) },
    xemRequestId,
  });
  await announce(tx, { incident: row.incident.number, changed: 'remediation' });
}
