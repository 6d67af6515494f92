import 'server-only';
import type { CredentialActionOutcome } from '@/lib/credentials/credential-action';
import { type AppError, isAppError } from '@/lib/errors';
import type { XemReceipt } from '@/lib/xem/xem';

/** What a look at XEM after the call showed: whether it is as asked, and in words. */
export type Look = { isDone: boolean; said: string };

export type ActionAnswer = {
  outcome: Exclude<CredentialActionOutcome, 'requested'>;
  detail: string | null;
  xemRequestId: string | null;
  /** Thrown at the person: XEM refused, and nothing was changed. */
  refusal: AppError | null;
};

/** Asks once, never again, then looks. `look` answers null where XEM shows nothing that would settle it. */
export async function askOnce(
  ask: () => Promise<XemReceipt>,
  look: () => Promise<Look | null>,
): Promise<ActionAnswer> {
  let receipt: XemReceipt | null = null;
  let failure: AppError | null = null;
  try {
    receipt = await ask();
  } catch (error) {
    // Anything else is a bug; the intent stays on record, and after a minute reads as unknown.
    if (!isAppError(error)) throw error;
    failure = error;
  }
  const seen = await lookQuietly(look);
  if (receipt) {
    return {
      outcome: 'accepted',
      detail: seen?.said ?? null,
      xemRequestId: receipt.requestId,
      refusal: null,
    };
  }
  const xemRequestId = requestIdOf(failure);
  if (failure?.details.mayHaveHappened !== true) {
    return { outcome: 'refused', detail: failure?.userMessage ?? null, xemRequestId, refusal: failure };
  }
  if (seen?.isDone) return { outcome: 'accepted', detail: seen.said, xemRequestId, refusal: null };
  const detail = [failure.userMessage, seen?.said].filter(Boolean).join(' ');
  return { outcome: 'unknown', detail, xemRequestId, refusal: null };
}

/** A look that fails settles nothing, and takes nothing back. */
async function lookQuietly(look: () => Promise<Look | null>): Promise<Look | null> {
  try {
    return await look();
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}

function requestIdOf(error: AppError | null): string | null {
  const requestId = error?.details.requestId;
  return typeof requestId === 'string' ? requestId : null;
}
