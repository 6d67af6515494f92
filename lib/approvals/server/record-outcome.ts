import 'server-only';
import { expiryOf } from '@/lib/approvals/approval';
import { type Decision, hasEffect } from '@/lib/approvals/decision';
import type { XemAnswer } from '@/lib/approvals/server/ask-xem';
import { findConcerned } from '@/lib/approvals/server/find-concerned';
import type { LockingIncident } from '@/lib/approvals/server/read-locks';
import { recordAudit } from '@/lib/audit/server/record-audit';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { Approval, Prisma } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { announce } from '@/lib/live/server/announce';
import { storableInstant, storableInt, storableJson, storableWord } from '@/lib/mirror/storable';
import { appendEntry } from '@/lib/timeline/server/append-entry';
import type { XemApproval } from '@/lib/xem/xem';

type Outcome = XemAnswer & {
  approval: Approval;
  decisionId: string;
  decision: Decision;
  reason: string;
  /** Incidents whose hold is on its agent. */
  lockedBy: LockingIncident[];
  overrideReason?: string | undefined;
};

/** Writes what came of a decision: on the decision, in the audit trail, and in the log of every incident it concerns. */
export async function recordOutcome(context: Context, result: Outcome): Promise<void> {
  const { approval, decisionId, decision, reason, outcome, xemRequestId, seen } = result;
  const lockedBy = result.lockedBy.map(({ number }) => incidentRefOf(number));
  const overrideReason = decision === 'approved' && lockedBy.length > 0 ? result.overrideReason : undefined;
  const { approvalId, toolName, risk, agentId, workspaceId } = approval;
  const facts = { approvalId, decision, outcome, toolName, risk, agentId, workspaceId, lockedBy };
  await context.db.$transaction(async (tx) => {
    await tx.approvalDecision.update({ where: { id: decisionId }, data: { outcome, xemRequestId } });
    if (seen) await keepSeen(tx, approval, seen, context.clock.now());
    const subject = { subjectKind: 'approval', subjectId: approvalId } as const;
    await recordAudit(context, tx, {
      action: 'approval_decided',
      ...subject,
      reason,
      xemRequestId,
      data: { ...facts, ...(overrideReason !== undefined && { overrideReason }) },
    });
    const concerned = hasEffect[outcome] ? await findConcerned(tx, approval) : [];
    const told = hasEffect[outcome] ? [...concerned, ...result.lockedBy] : [];
    for (const incidentId of [...new Set(told.map(({ id }) => id))].sort()) {
      await appendEntry(context, tx, {
        incidentId,
        kind: 'approval_decided',
        source: 'person',
        sourceId: `decision:${decisionId}`,
        text: reason,
        data: facts,
        xemRequestId,
      });
    }
    await announce(tx, { incident: null, changed: 'approvals' }, { incident: null, changed: 'executions' });
  });
}

/** What the look showed, so that nobody waits for the mirror to see what they did. */
async function keepSeen(
  tx: Transaction,
  { createdAt }: Approval,
  seen: XemApproval,
  observedAt: Date,
): Promise<void> {
  await tx.approval.updateMany({
    where: { approvalId: seen.approvalId, observedAt: { lte: observedAt } },
    data: {
      status: storableWord(seen.status),
      ...expiryOf({ ...seen, createdAt, expiresAt: storableInstant(seen.expiresAt) }),
      escalationStage: storableInt(seen.escalationStage),
      resolvedAt: storableInstant(seen.resolvedAt),
      resolvedBy: storableWord(seen.resolvedBy),
      raw: JSON.parse(storableJson(seen.raw ?? {})) as Prisma.InputJsonValue,
      observedAt,
      goneAt: null,
    },
  });
}
