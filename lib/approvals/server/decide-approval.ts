import 'server-only';
import { isApprovalOpen, needsTypedName } from '@/lib/approvals/approval';
import { type Decision, decidedElsewhere, forgotten, locked } from '@/lib/approvals/decision';
import type { ApprovalDetail } from '@/lib/approvals/endpoints';
import { askXem } from '@/lib/approvals/server/ask-xem';
import { readApproval } from '@/lib/approvals/server/read-approval';
import { type LockingIncident, readLockingIncidents } from '@/lib/approvals/server/read-locks';
import { recordOutcome } from '@/lib/approvals/server/record-outcome';
import { recordOverride } from '@/lib/approvals/server/record-override';
import { requireFreshSignIn } from '@/lib/auth/require-fresh-sign-in';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { Approval } from '@/lib/db/generated/client';
import { AppError, notFound } from '@/lib/errors';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readCallPlaces } from '@/lib/mirror/server/read-call-places';

export type DecideApprovalInput = {
  approvalId: string;
  decision: Decision;
  reason: string;
  confirm?: string | undefined;
  overrideReason?: string | undefined;
};

/** A decision that got no answer for this long, in ms, has died; another may be made. */
const abandonedAfterMs = 60_000;

/**
 * Decides a waiting approval at XEM, once. The intent and its reason are written before the call and the outcome after it.
 * Throws `conflict` when it is decided already, when somebody is just deciding it, or when an open incident holds its agent
 * and nobody says why to pass that over. Approving what can't be undone takes a fresh sign-in and the typed name of the tool.
 * Rejecting sets nothing free, so neither a lock nor a proof stands in its way.
 */
export async function decideApproval(context: Context, input: DecideApprovalInput): Promise<ApprovalDetail> {
  requireRole(context, 'responder');
  const { approval, decisionId, lockedBy } = await recordIntent(context, input);
  const answer = await askXem(context, input);
  await recordOutcome(context, { approval, decisionId, lockedBy, ...input, ...answer });
  if (answer.error) throw answer.error;
  return readApproval(context, input);
}

async function recordIntent(context: Context, input: DecideApprovalInput) {
  const { approvalId, decision, reason } = input;
  return context.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT "approvalId" FROM "Approval" WHERE "approvalId" = ${approvalId} FOR UPDATE`;
    const row = await tx.approval.findUnique({ where: { approvalId } });
    if (!row) throw notFound('approval', approvalId);
    // What XEM leaves out of an approval must not open the lock of a hold.
    const approval = { ...row, ...(await readCallPlaces(tx, [row]))(row) };
    if (!isApprovalOpen(approval.status)) throw decidedElsewhere(approval);
    if (approval.goneAt !== null) throw forgotten();
    if (decision === 'approved' && needsTypedName(approval.risk)) {
      requireFreshSignIn(context);
      assertNamed(approval, input.confirm);
    }
    const lockedBy = (await readLockingIncidents(tx))(approval);
    const isOverride = decision === 'approved' && lockedBy.length > 0;
    if (isOverride) assertOverride(context, input, lockedBy);
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
        overrideReason: isOverride ? (input.overrideReason ?? null) : null,
      },
    });
    // Before XEM is asked: what may run in spite of a hold is known from then on, whatever becomes of us.
    if (isOverride) await recordOverride(context, tx, { approval, decisionId, lockedBy, ...input });
    return { approval, decisionId, lockedBy };
  });
}

function assertOverride(
  context: Context,
  { overrideReason }: DecideApprovalInput,
  lockedBy: LockingIncident[],
): void {
  if (overrideReason === undefined) throw locked(lockedBy.map(({ number }) => incidentRefOf(number)));
  requireRole(context, 'commander');
}

/** XEM does not compare what is typed, so this is the only guard. */
function assertNamed({ toolName }: Approval, typed: string | undefined): void {
  if (toolName !== null && typed === toolName) return;
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
