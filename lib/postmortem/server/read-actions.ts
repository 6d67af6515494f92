import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { Hold } from '@/lib/db/generated/client';
import type { Action, AffectedExecution } from '@/lib/postmortem/facts';
import { ladder } from '@/lib/remediation/ladder';
import { stepStatusNames } from '@/lib/remediation/remediation';
import type { RemediationStep } from '@/lib/remediation/remediation-schema';

/** Holds, releases, approval decisions and remediation, in the order they happened. */
export async function readActions(
  db: Transaction,
  incidentId: string,
  affected: AffectedExecution[],
  steps: RemediationStep[],
): Promise<Action[]> {
  const [holds, decisions] = await Promise.all([
    db.hold.findMany({ where: { incidentId } }),
    readDecisions(db, incidentId, affected),
  ]);
  return [...holds.flatMap(ofHold), ...decisions, ...steps.map(ofStep)].sort((a, b) =>
    a.happenedAt.localeCompare(b.happenedAt),
  );
}

function ofHold(hold: Hold): Action[] {
  const target = targetOf(hold);
  const placed: Action = {
    kind: 'hold_placed',
    happenedAt: hold.placedAt.toISOString(),
    actorName: hold.placedByName,
    what: `Held ${target}`,
    why: hold.reason,
    outcome: null,
  };
  if (!hold.releasedAt) return [placed];
  return [
    placed,
    {
      kind: 'hold_released',
      happenedAt: hold.releasedAt.toISOString(),
      actorName: hold.releasedByName ?? 'Holdfast',
      what: `Released ${target}`,
      why: hold.releaseReason,
      outcome: null,
    },
  ];
}

function targetOf({ rung, agentId, workspaceId }: Hold): string {
  switch (rung) {
    case 'agent_in_workspace':
      return `agent ${agentId} in workspace ${workspaceId}`;
    case 'agent':
      return `agent ${agentId}`;
    case 'workspace':
      return `every agent of workspace ${workspaceId}`;
    case 'all':
      return 'every agent';
  }
}

/** Decisions made here on the approvals that the incident names, itself or through an affected execution. */
async function readDecisions(
  db: Transaction,
  incidentId: string,
  affected: AffectedExecution[],
): Promise<Action[]> {
  const [subjects, approvals] = await Promise.all([
    db.incidentSubject.findMany({ where: { incidentId, kind: 'approval' }, select: { subjectId: true } }),
    db.approval.findMany({
      where: { invocationId: { in: affected.flatMap(({ invocationId }) => invocationId ?? []) } },
      select: { approvalId: true },
    }),
  ]);
  const approvalIds = [...subjects.map((it) => it.subjectId), ...approvals.map((it) => it.approvalId)];
  const decisions = await db.approvalDecision.findMany({ where: { approvalId: { in: approvalIds } } });
  return decisions.map((it) => ({
    kind: 'approval_decided',
    happenedAt: it.decidedAt.toISOString(),
    actorName: it.decidedByName,
    what: `Approval ${it.approvalId}: ${it.decision}`,
    why: it.reason,
    outcome: it.outcome,
  }));
}

function ofStep(step: RemediationStep): Action {
  return {
    kind: 'remediation',
    happenedAt: step.createdAt,
    actorName: step.createdByName,
    what: `${ladder[step.rung].title}: ${step.what}`,
    why: step.why,
    outcome: step.result ? `${stepStatusNames[step.status]}: ${step.result}` : stepStatusNames[step.status],
  };
}
