import 'server-only';
import {
  contradicts,
  type Decision,
  type DecisionOutcome,
  decidedElsewhere,
  forgotten,
} from '@/lib/approvals/decision';
import type { Context } from '@/lib/context';
import { type AppError, isAppError } from '@/lib/errors';
import type { XemApproval, XemReceipt } from '@/lib/xem/xem';

export type XemAnswer = {
  outcome: DecisionOutcome;
  xemRequestId: string | null;
  /** The approval as XEM showed it afterwards; null when it could not be looked at. */
  seen: XemApproval | null;
  /** What the person must hear. */
  error: AppError | null;
};

type Question = { approvalId: string; decision: Decision; reason: string; confirm?: string | undefined };

/** Asks once, never again: a write is not repeated by a machine. Then looks what became of it. */
export async function askXem({ xem }: Pick<Context, 'xem'>, question: Question): Promise<XemAnswer> {
  const { approvalId, decision } = question;
  let receipt: XemReceipt | null = null;
  let refusal: AppError | null = null;
  try {
    receipt = await send(xem, question);
  } catch (error) {
    // Anything else is a bug; the intent stays on record and another may be made after a minute.
    if (!isAppError(error)) throw error;
    refusal = error;
  }
  const seen = await look(xem, approvalId);
  const isAsDecided = seen?.status === decision;
  const xemRequestId = receipt ? receipt.requestId : requestIdOf(refusal);
  // Whatever the answer was: the log must not keep as ours what a colleague decided the other way.
  if (seen && contradicts(seen.status, decision)) {
    return { outcome: 'decided_elsewhere', xemRequestId, seen, error: decidedElsewhere(seen) };
  }
  if (receipt) {
    const outcome = isAsDecided ? 'confirmed' : 'accepted';
    return { outcome, xemRequestId, seen, error: null };
  }
  if (refusal?.code === 'conflict') {
    const error = seen ? decidedElsewhere(seen) : refusal;
    return { outcome: 'decided_elsewhere', xemRequestId, seen, error };
  }
  if (refusal?.details.mayHaveHappened === true) {
    // No proper answer, but the look shows that it was made.
    if (isAsDecided) return { outcome: 'confirmed', xemRequestId, seen, error: null };
    return { outcome: 'uncertain', xemRequestId, seen, error: refusal };
  }
  const error = refusal?.code === 'not_found' ? forgotten(refusal) : refusal;
  return { outcome: 'failed', xemRequestId, seen, error };
}

function send(xem: Context['xem'], { approvalId, decision, reason, confirm }: Question): Promise<XemReceipt> {
  if (decision === 'rejected') return xem.reject(approvalId, { reason });
  return xem.approve(approvalId, { note: reason, ...(confirm !== undefined && { confirm }) });
}

async function look(xem: Context['xem'], approvalId: string): Promise<XemApproval | null> {
  try {
    return await xem.showApproval(approvalId);
  } catch (error) {
    // The mirror will look again in a few seconds.
    if (isAppError(error)) return null;
    throw error;
  }
}

function requestIdOf(error: AppError | null): string | null {
  const requestId = error?.details.requestId;
  return typeof requestId === 'string' ? requestId : null;
}
