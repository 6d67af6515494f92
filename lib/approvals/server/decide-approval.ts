import 'server-only';
import { isApprovalOpen, needsTypedName } from '@/lib/approvals/approval';
import { type Decision, decidedElsewhere, locked } from '@/lib/approvals/decision';
import type { ApprovalDetail } from '@/lib/approvals/endpoints';
import { askXem } from '@/lib/approvals/server/ask-xem';
import { readApproval } from '@/lib/approvals/server/read-approval';
import { readLocks } from '@/lib/approvals/server/read-locks';
import { recordOutcome } from '@/lib/approvals/server/record-outcome';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { Approval } from '@/lib/db/generated/client';
import { AppError, notFound } from '@/lib/errors';

export type DecideApprovalInput = {
  approvalId: string;
  decision: Decision;
  reason: string;
  confirm?: string | undefined;
  override?: boolean;
};

/** A decision that got no answer for this long, in ms, has died; another may be made. */
const abandonedAfterMs = 60_000;

/**
 * Decides a waiting approval at XEM, once. The intent and its reason are written before the call and the outcome after it.
 * Throws `conflict` when it is decided already, when somebody is just deciding it, or when an open incident holds its agent
 * and `override` is not set.
 */
export async function decideApproval(context: Context, input: DecideApprovalInput): Promise<ApprovalDetail> {
  requireRole(context, 'responder');
  const { approval, decisionId, overridden } = await recordIntent(context, input);
  const answer = await askXem(context, input);
  await recordOutcome(context, { approval, decisionId, overridden, ...input, ...answer });
  if (answer.error) throw answer.error;
  return readApproval(context, input);
}

async function recordIntent(context: Context, input: DecideApprovalInput) {
  const { approvalId, decision, reason } = input;
  return context.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT "approvalId" FROM "Approval" WHERE "approvalId" = ${approvalId} FOR UPDATE`;
    const approval = await tx.approval.findUnique({ where: { approvalId } });
    if (!approval) throw notFound('approval', approvalId);
    if (!isApprovalOpen(approval.status)) throw decidedElsewhere(approval);
    if (decision === 'approved') assertNamed(approval, input.confirm);
    const overridden = decision === 'approved' ? (await readLocks(tx))(approval) : [];
    if (overridden.length > 0 && !input.override) throw locked(overridden);
    await assertAlone(context, tx, approvalId);
    const { id: decisionId } = await tx.approvalDecision.create({
      data: {
        approvalId,
        decision,
        reason,
        outcome: 'requested',
        decidedById: context.actor.actorId,
        decidedByName: context.actor.name,
        decidedAt: context.clock.now(),
      },
    });
    return { approval, decisionId, overridden };
  });
}

/** XEM does not compare what is typed, so this is the only guard. */
function assertNamed({ risk, toolName }: Approval, typed: string | undefined): void {
  if (!needsTypedName(risk) || (toolName !== null && typed === toolName)) return;
  const message = toolName === null ? 'XEM names no tool to type' : `type ${toolName} to confirm`;
  throw new AppError('invalid_input', `confirm: ${message}`, {
    details: { errors: [{ field: 'confirm', message }] },
  });
}

/** The row of the approval is locked by now, so two clicks meet here one after the other. */
async function assertAlone({ clock }: Context, tx: Transaction, approvalId: string): Promise<void> {
  const since = new Date(clock.now().getTime() - abandonedAfterMs);
  const running = await tx.approvalDecision.findFirst({
    where: { approvalId, outcome: 'requested', decidedAt: { gt: since } },
  });
  if (!running) return;
  throw new AppError('conflict', `approval ${approvalId} is being decided`, {
    userMessage: `${running.decidedByName} is deciding this approval right now.`,
    details: { decidedByName: running.decidedByName },
  });
}
