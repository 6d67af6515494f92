import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { announce } from '@/lib/live/server/announce';
import { ladder } from '@/lib/remediation/ladder';
import type { Rung, StepStatus } from '@/lib/remediation/remediation';
import type { RemediationStep } from '@/lib/remediation/remediation-schema';
import { toRemediationStep } from '@/lib/remediation/server/to-remediation-step';
import { appendEntry } from '@/lib/timeline/server/append-entry';

export type NewStep = {
  rung: Rung;
  status: StepStatus;
  what: string;
  why: string;
  result?: string | null | undefined;
  subjectKind?: string | null | undefined;
  subjectId?: string | null | undefined;
};

/** Adds a step to the remediation of an incident and its line to the log, in the caller's transaction. */
export async function storeStep(
  context: Pick<Context, 'actor' | 'clock'>,
  tx: Transaction,
  incident: { id: string; number: number },
  { rung, status, what, why, result, subjectKind, subjectId }: NewStep,
): Promise<RemediationStep> {
  const { actor, clock } = context;
  const row = await tx.remediationStep.create({
    data: {
      incidentId: incident.id,
      rung,
      status,
      what,
      why,
      result: result || null,
      subjectKind: subjectKind ?? null,
      subjectId: subjectId ?? null,
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
}
