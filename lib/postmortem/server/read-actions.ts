import 'server-only';
import { z } from 'zod';
import type { Transaction } from '@/lib/db/client';
import type { Hold } from '@/lib/db/generated/client';
import { describeAction } from '@/lib/postmortem/describe-action';
import { type Action, type AffectedExecution, loggedActionKinds } from '@/lib/postmortem/facts';
import { ladder } from '@/lib/remediation/ladder';
import { stepStatusNames } from '@/lib/remediation/remediation';
import type { RemediationStep } from '@/lib/remediation/remediation-schema';

/**
 * Holds, releases, cancelled calls, approval decisions and remediation, in the order they happened. What was done to
 * credentials for the incident is a step of its remediation.
 */
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
  const receipts = await readReceipts(db, incidentId);
  return [
    ...holds.map((hold) => ofHold(hold, receipts.get(hold.id) ?? null)),
    ...(await readLogged(db, incidentId, holds)),
    ...decisions,
    ...steps.map(ofStep),
  ].sort((a, b) => a.happenedAt.localeCompare(b.happenedAt));
}

const receiptData = z.object({
  holdId: z.string(),
  durationMs: z.number(),
  inFlightAtStopCount: z.number(),
  landedAfterCount: z.number(),
  startedAfterCount: z.number(),
});

/** What each stop took, as the log says last: a later entry corrects the one before. */
async function readReceipts(db: Transaction, incidentId: string): Promise<Map<string, string>> {
  const entries = await db.timelineEntry.findMany({
    where: { incidentId, kind: 'stop_contained' },
    select: { data: true },
    orderBy: { sequence: 'asc' },
  });
  return new Map(
    entries.map(({ data }) => {
      const { holdId, ...receipt } = receiptData.parse(data);
      const { durationMs, inFlightAtStopCount, landedAfterCount, startedAfterCount } = receipt;
      const counts = `${inFlightAtStopCount} in flight at the stop, ${landedAfterCount} landed and ${startedAfterCount} started after it`;
      return [holdId, `contained after ${Math.round(durationMs / 1_000)} s; ${counts}`];
    }),
  );
}

function ofHold(hold: Hold, receipt: string | null): Action {
  return {
    kind: 'hold_placed',
    happenedAt: hold.placedAt.toISOString(),
    actorName: hold.placedByName,
    what: `Held ${targetOf(hold)}`,
    why: hold.reason,
    outcome: receipt ?? withoutReceipt(hold),
  };
}

function withoutReceipt({ releasedAt, handedToId }: Hold): string | null {
  if (releasedAt === null) return null;
  return `${handedToId === null ? 'ended' : 'handed over'} before it was seen contained`;
}

/** What only the log tells. */
async function readLogged(db: Transaction, incidentId: string, holds: Hold[]): Promise<Action[]> {
  const entries = await db.timelineEntry.findMany({
    where: { incidentId, kind: { in: [...loggedActionKinds] } },
    select: { kind: true, happenedAt: true, actorName: true, text: true, data: true },
    orderBy: { sequence: 'asc' },
  });
  const texts = new Map<unknown, string>(holds.map((hold) => [hold.id, targetOf(hold)]));
  return entries.map(({ kind, data, ...entry }) => {
    const facts: Record<string, unknown> = Object(data);
    return describeAction(
      { ...entry, kind: loggedKind.parse(kind), data: facts },
      texts.get(facts.holdId) ?? null,
    );
  });
}

const loggedKind = z.enum(loggedActionKinds);

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
